// Package hosting says how a web server is to answer for a published site: the headers and the type of each file, and
// where old addresses lead. From it follow what psi serve sends, the headers in netlify.toml, and configurations for
// other servers.
package hosting

import (
	"path"
	"strings"
)

// Header is a header of HTTP.
type Header struct{ Name, Value string }

// Rule says with which headers the files of some addresses are sent.
type Rule struct {
	// For is an address, or several: one asterisk stands for any text, slashes too.
	For string
	// Why is told to those who read a configuration; empty where the rule above says it.
	Why     string
	Headers []Header
}

// Everywhere are the headers of every answer. Nothing may come from elsewhere, be made of text by a script, run inside
// a page, or show the site in a frame.
var Everywhere = []Header{
	{"Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; " +
		"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; " +
		"require-trusted-types-for 'script'; trusted-types psi"},
	{"X-Content-Type-Options", "nosniff"},
	{"Referrer-Policy", "strict-origin-when-cross-origin"},
	{"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	Secure,
}

// Secure keeps browsers from http for a year.
var Secure = Header{"Strict-Transport-Security", "max-age=31536000; includeSubDomains"}

// Kept lets browsers keep what has a hash of its bytes in its name.
var Kept = Header{"Cache-Control", "public, max-age=31536000, immutable"}

// open are the headers of what other websites and programs may read, and ask for again after ten minutes.
var open = []Header{
	{"Access-Control-Allow-Origin", "*"},
	{"Cross-Origin-Resource-Policy", "cross-origin"},
	{"Cache-Control", "public, max-age=600"},
}

// Rules are all that there is to say of headers. No two of them give an address the same header, since servers differ
// in what they make of that.
var Rules = []Rule{
	{
		"/*",
		"Nothing may come from elsewhere, be made of text by a script, run inside a page, or show the site in a frame.",
		Everywhere,
	},
	{
		"/assets/*",
		"The names of assets hold a hash of their bytes, so browsers may keep them for ever.",
		[]Header{Kept},
	},
	{
		"/kalender/*.ics",
		"Feeds may be read by any program and from any website, and are asked for again after ten minutes.",
		typed("x.ics"),
	},
	{"/kalender/*.json", "", open},
	{"/kalender/*.js", "The script with which other websites show the activities.", open},
	{"/kalender/*.jsonld", "", typed("x.jsonld")},
	{"/kalender/*.csv", "", typed("x.csv")},
	{"/atom.xml", "", typed("atom.xml")},
}

// typed are the headers of what is open to all and read by programs that are particular about its type, which not all
// servers know.
func typed(name string) []Header { return append([]Header{{"Content-Type", TypeOf(name)}}, open...) }

// covers reports whether a rule is for an address.
func (r Rule) covers(address string) bool {
	before, after, several := strings.Cut(r.For, "*")
	if !several {
		return address == r.For
	}
	return len(address) >= len(before)+len(after) && strings.HasPrefix(address, before) &&
		strings.HasSuffix(address, after)
}

// Headers returns the headers with which the file at an address is sent, in the order of the rules. It has a
// Content-Type only where servers are told of it.
func Headers(address string) []Header {
	var all []Header
	for _, r := range Rules {
		if r.covers(address) {
			all = append(all, r.Headers...)
		}
	}
	return all
}

// OpenToAll reports whether a header lets other websites read a file.
func OpenToAll(name string) bool {
	return name == "Access-Control-Allow-Origin" || name == "Cross-Origin-Resource-Policy"
}

// types are the content types of published files, by extension. No machine's own table must matter.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": "application/json", ".jsonld": "application/ld+json", ".xml": "application/xml; charset=utf-8",
	".ics": "text/calendar; charset=utf-8",
	".txt": "text/plain; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".webmanifest": "application/manifest+json",
	".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif",
	".webp": "image/webp", ".avif": "image/avif", ".ico": "image/x-icon",
	".woff2": "font/woff2", ".pdf": "application/pdf",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".odt":  "application/vnd.oasis.opendocument.text",
}

const (
	unknownType = "application/octet-stream"
	atomType    = "application/atom+xml; charset=utf-8"
)

// TypeOf returns the content type of a file.
func TypeOf(name string) string {
	if path.Base(name) == "atom.xml" {
		return atomType
	}
	if t, ok := types[strings.ToLower(path.Ext(name))]; ok {
		return t
	}
	return unknownType
}

// Shrinks reports whether a file of a type is worth being compressed: a text, which pictures and most documents are
// not.
func Shrinks(contentType string) bool {
	t, _, _ := strings.Cut(contentType, ";")
	return strings.HasPrefix(t, "text/") || t == "image/svg+xml" || t == "application/json" ||
		strings.HasSuffix(t, "+json") || t == "application/xml" || t == "application/atom+xml"
}

// Redirect leads for good from an old address to where its page is now. Both are paths, not escaped.
type Redirect struct{ From, To string }
