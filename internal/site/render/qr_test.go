package render_test

import (
	"encoding/xml"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"so-in.se/psi/internal/site/render"
)

// TestQR has an independent reader read codes of every size as they are drawn.
func TestQR(t *testing.T) {
	addresses := []string{
		"https://www.so-in.se/", "https://www.so-in.se/aktiviteter/partnerskapsmote-2016-kumla/",
		"https://deploy-preview-12--psi.netlify.app/aktiviteter/" + strings.Repeat("lang-adress-", 20) + "/",
	}
	for n := range 40 {
		long := strings.Repeat(fmt.Sprintf("mote-%d-i-lekeberg-", n), 20)
		addresses = append(addresses, "https://www.so-in.se/aktiviteter/"+long[:7*n]+"/")
	}
	for _, address := range addresses {
		drawn, err := render.QR(address)
		if err != nil {
			t.Fatal(err)
		}
		bitmap, err := gozxing.NewBinaryBitmapFromImage(picture(t, string(drawn)))
		if err != nil {
			t.Fatal(err)
		}
		read, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
		if err != nil || read.GetText() != address {
			t.Errorf("%s is read as %v, %v", address, read, err)
		}
	}
}

// picture draws the lines of a code, eight pixels to a module.
func picture(t *testing.T, svg string) image.Image {
	t.Helper()
	const scale = 8
	var code struct {
		ViewBox string `xml:"viewBox,attr"`
		Path    struct {
			D string `xml:"d,attr"`
		} `xml:"path"`
	}
	if err := xml.Unmarshal([]byte(svg), &code); err != nil {
		t.Fatal(err)
	}
	var size, x, y int
	if _, err := fmt.Sscanf(code.ViewBox, "0 0 %d", &size); err != nil {
		t.Fatal(err)
	}
	img := image.NewGray(image.Rect(0, 0, size*scale, size*scale))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	for _, step := range strings.FieldsFunc(
		strings.NewReplacer("M", ";M", "m", ";m", "h", ";h").Replace(code.Path.D),
		func(r rune) bool { return r == ';' },
	) {
		var n int
		switch step[0] {
		case 'M':
			_, _ = fmt.Sscanf(step, "M%d %d.5", &x, &y)
		case 'm':
			_, _ = fmt.Sscanf(step, "m%d", &n)
			x += n
		case 'h':
			_, _ = fmt.Sscanf(step, "h%d", &n)
			for px := x * scale; px < (x+n)*scale; px++ {
				for py := y * scale; py < (y+1)*scale; py++ {
					img.Set(px, py, color.Black)
				}
			}
			x += n
		}
	}
	return img
}
