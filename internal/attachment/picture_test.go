package attachment

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
	"slices"
	"testing"
)

// exif returns a segment of a JPEG with one sort of data, at the tag: 0x8825 are those of the place.
func exif(tag uint16) []byte {
	data := []byte("Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00")
	data = binary.LittleEndian.AppendUint16(data, tag)
	data = append(data, "\x04\x00\x01\x00\x00\x00\x1a\x00\x00\x00\x00\x00\x00\x00"...)
	// A folder of one entry, the latitude 59° 15' 8", and what it points to.
	data = append(data, "\x01\x00\x02\x00\x05\x00\x03\x00\x00\x00\x2c\x00\x00\x00\x00\x00\x00\x00"...)
	for _, n := range []uint32{59, 1, 15, 1, 8, 1} {
		data = binary.LittleEndian.AppendUint32(data, n)
	}
	return segment(data)
}

func segment(data []byte) []byte {
	return append(binary.BigEndian.AppendUint16([]byte{0xFF, 0xE1}, uint16(len(data)+2)), data...)
}

func TestPlaceOfPhoto(t *testing.T) {
	var plain bytes.Buffer
	if err := jpeg.Encode(&plain, image.NewGray(image.Rect(0, 0, 2, 2)), nil); err != nil {
		t.Fatal(err)
	}
	xmp := segment([]byte("http://ns.adobe.com/xap/1.0/\x00" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="59,15.1N"/></rdf:RDF></x:xmpmeta>`))
	for name, test := range map[string]struct {
		segment []byte
		want    bool
	}{
		"none": {nil, false}, "the place": {exif(0x8825), true}, "other things": {exif(0x8769), false}, "XMP": {xmp,
			true},
		"cut": {exif(0x8825)[:30], false},
	} {
		data := slices.Concat(plain.Bytes()[:2], test.segment, plain.Bytes()[2:])
		if got := tellsPlace(data, "jpeg"); got != test.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}
