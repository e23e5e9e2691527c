package render

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"rsc.io/qr"
)

// quiet is how many empty modules ISO/IEC 18004 wants around a code.
const quiet = 4

// QR draws an address as a QR code, for those who read it on paper: an SVG element of class "qr", one unit to a module.
func QR(address string) (template.HTML, error) {
	code, err := qr.Encode(address, qr.L)
	if err != nil {
		return "", fmt.Errorf("drawing %s as a QR code: %w", address, err)
	}
	size := code.Size
	var path strings.Builder
	for y := range size {
		at := 0 // of the pen in this row
		fmt.Fprintf(&path, "M%d %d.5", quiet, quiet+y)
		for x := 0; x < size; {
			from := x
			for x < size && code.Black(x, y) {
				x++
			}
			if x == from {
				x++
				continue
			}
			if from > at {
				path.WriteString("m" + strconv.Itoa(from-at) + " 0")
			}
			path.WriteString("h" + strconv.Itoa(x-from))
			at = x
		}
	}
	whole := size + 2*quiet
	return template.HTML(fmt.Sprintf( // numbers only
		`<svg class="qr" viewBox="0 0 %d %d" aria-hidden="true" focusable="false"><path d="%s"/></svg>`,
		whole, whole, path.String(),
	)), nil
}
