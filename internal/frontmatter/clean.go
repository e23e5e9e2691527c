package frontmatter

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"so-in.se/psi/internal/problem"
)

const saveAsUTF8 = "Öppna filen i din textredigerare, välj Spara som och teckenkodningen UTF-8, och spara på nytt. " +
	"I VS Code: klicka på kodningens namn längst ner till höger och välj ”Save with Encoding” och UTF-8."

const controlMessage = "Här står ett osynligt styrtecken (U+%04X), som inte kan visas på webbplatsen."

var bom = []byte("\xef\xbb\xbf")

// utf16 reports whether src begins with a UTF-16 byte order mark; neither is possible in UTF-8.
func utf16(src []byte) bool {
	return bytes.HasPrefix(src, []byte("\xff\xfe")) || bytes.HasPrefix(src, []byte("\xfe\xff"))
}

// clean returns the file as UTF-8 with LF line ends, without byte order mark and control characters, and reports what
// should not have been there. Each line keeps its number and each remaining rune its column. A clean file is returned
// as it is.
func (r *reader) clean(src []byte) []byte {
	text := bytes.TrimPrefix(src, bom)
	if !utf8.Valid(text) {
		text = r.fromLatin1(text)
	}
	if bytes.IndexByte(text, '\r') >= 0 {
		text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	}
	if first := indexControl(text); first >= 0 {
		text = r.withoutControls(text, first)
	}
	return text
}

// fromLatin1 reads the bytes that are no UTF-8 as the Latin-1 they most likely are, so that the rest of the file can be
// judged in the same run. Windows-1252's extra characters (€, dashes, quotes) become U+FFFD.
func (r *reader) fromLatin1(text []byte) []byte {
	reported := false
	out := make([]byte, 0, len(text)+len(text)/8)
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRune(text[i:])
		if c == utf8.RuneError && size == 1 {
			if !reported {
				reported = true
				r.problem(
					position(text, i), problem.NotUTF8,
					"Filen är inte sparad som UTF-8: det finns ett tecken här som inte går att läsa. "+
						"Troligen är den sparad som "+
						"Windows-1252 eller Latin-1 (kallas också ANSI), och då blir å, ä och ö fel på webbplatsen.",
					saveAsUTF8,
				)
			}
			if c = rune(text[i]); c >= 0xA0 {
				out = utf8.AppendRune(out, c)
			} else {
				out = utf8.AppendRune(out, utf8.RuneError)
			}
		} else {
			out = append(out, text[i:i+size]...)
		}
		i += size
	}
	return out
}

// withoutControls puts a blank for each control character and reports the first of them, which stands at the offset
// first.
func (r *reader) withoutControls(text []byte, first int) []byte {
	c, _ := utf8.DecodeRune(text[first:])
	count := 0
	out := slices.Clone(text[:first])
	for _, c := range string(text[first:]) {
		if isControl(c) {
			count++
			c = ' '
		}
		out = utf8.AppendRune(out, c)
	}
	message := fmt.Sprintf(controlMessage, c)
	if count > 1 {
		message = fmt.Sprintf(
			"Här står ett osynligt styrtecken (U+%04X), det första av %d i filen. De kan inte visas på webbplatsen.", c,
			count,
		)
	}
	r.problem(position(text, first), problem.BadValue, message,
		"Ta bort det. Ett sådant tecken följer ofta med när text klistras in: skriv om orden omkring det för hand.")
	return out
}

// WithoutControls takes out of a text the characters that no file may have.
func WithoutControls(s string) string {
	return strings.Map(func(c rune) rune {
		if isControl(c) {
			return -1
		}
		return c
	}, s)
}

// indexControl returns the offset of the first control character in valid UTF-8, or -1. None but U+0080–U+009F, which
// are C2 80–C2 9F, begins with a byte between 80 and E2.
func indexControl(text []byte) int {
	for i, b := range text {
		switch {
		case b >= 0x20 && b < 0x7F, b == '\n', b == '\t':
		case b < 0x80, b == 0xC2 && text[i+1] < 0xA0:
			return i
		case b >= 0xE2:
			if c, _ := utf8.DecodeRune(text[i:]); isControl(c) {
				return i
			}
		}
	}
	return -1
}

// isControl reports whether c is a character that is obeyed rather than shown, or none at all: a control character; a
// separator (U+2028, U+2029), which YAML takes for the end of a line and no editor shows as such; a mark that turns the
// direction of the text after it; or what Unicode says is never to be a character.
func isControl(c rune) bool {
	switch {
	case c < 0x20 && c != '\n' && c != '\t', c >= 0x7F && c < 0xA0,
		c >= '\u2028' && c <= '\u202E', c >= '\u2066' && c <= '\u2069',
		c >= 0xFDD0 && c <= 0xFDEF, c&0xFFFE == 0xFFFE:
		return true
	}
	return false
}

// position returns the line and column of an offset.
func position(text []byte, offset int) Pos {
	before := text[:offset]
	start := bytes.LastIndexByte(before, '\n') + 1
	return Pos{Line: bytes.Count(before, []byte("\n")) + 1, Column: utf8.RuneCount(before[start:]) + 1}
}
