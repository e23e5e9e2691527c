package markdown

import (
	"bytes"

	"so-in.se/psi/internal/lazyregexp"
	"so-in.se/psi/internal/swedish"
)

// phoneNumber matches telephone numbers in running text: those with an area code and a hyphen after it, and
// international ones. Other rows of digits may be anything.
var phoneNumber = lazyregexp.New(`\b0\d{1,3}-\d{2,3}(?:[ \x{a0}]\d{2,3}){1,2}\b|\+\d{2}(?:[ \x{a0}]\d{2,4}){3,5}\b`)

// appendPhones appends text as appendText does, with a link at each telephone number, so that a reader need not copy
// it.
func (c *converter) appendPhones(dst, text []byte) []byte {
	if !c.inLink && (bytes.IndexByte(text, '-') >= 0 || bytes.IndexByte(text, '+') >= 0) {
		for _, at := range phoneNumber().FindAllIndex(text, -1) {
			uri, ok := swedish.PhoneURI(string(text[at[0]:at[1]]))
			if !ok {
				continue
			}
			before := text[:at[0]]
			number := text[at[0]:at[1]]
			dst = appendText(dst, before, c.labels.quote, true)
			dst = append(dst, `<a href="`+uri+`">`...) // digits
			dst = appendText(dst, number, c.labels.quote, true)
			dst = append(dst, "</a>"...)
			return c.appendPhones(dst, text[at[1]:])
		}
	}
	return appendText(dst, text, c.labels.quote, true)
}
