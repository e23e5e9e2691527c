package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// addressParser makes links of bare web and e-mail addresses. It is asked at the sign in their middle, which is rare in
// prose, and takes what stands before it from the text already parsed. Its value is the signs to be asked at: the colon
// of https:, the full stop of www. and @.
type addressParser []byte

// Trigger implements parser.InlineParser.
func (p addressParser) Trigger() []byte { return p }

// Parse implements parser.InlineParser.
func (addressParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before, ok := parent.LastChild().(*ast.Text)
	line, segment := block.PeekLine()
	if !ok || before.Segment.Stop != segment.Start || before.Segment.Padding != 0 || segment.Padding != 0 ||
		pc.IsInLinkLabel() {
		return nil
	}
	src := block.Source()
	var head, tail int // bytes before and from the trigger
	kind, protocol := ast.AutoLinkType(ast.AutoLinkURL), []byte(nil)
	switch line[0] {
	case ':':
		if !bytes.HasPrefix(line, []byte("://")) {
			return nil
		}
		head, tail = schemeBefore(before.Value(src)), 3+webLength(line[3:])
	case '.':
		head, tail, protocol = wwwBefore(before.Value(src)), 1+webLength(line[1:]), []byte("https")
	case '@':
		before = joinUnderscores(parent, before, src, pc)
		head, tail, kind = localBefore(before.Value(src)), 1+domainLength(line[1:]), ast.AutoLinkEmail
	}
	if head == 0 || tail <= 3 {
		return nil
	}
	start, stop := segment.Start-head, segment.Start+tail
	before.Segment.Stop = start
	if before.Segment.IsEmpty() {
		parent.RemoveChild(parent, before)
	}
	block.Advance(tail)
	n := ast.NewAutoLink(kind, ast.NewTextSegment(text.NewSegment(start, stop)))
	n.Protocol = protocol
	n.SetPos(start)
	return n
}

// schemeBefore returns the length of http or https at the end of s, 0 when there is none or it is the end of a longer
// word.
func schemeBefore(s []byte) int {
	for _, scheme := range []string{"https", "http"} {
		if i := len(s) - len(scheme); i >= 0 && bytes.EqualFold(s[i:], []byte(scheme)) && !endsWord(s[:i]) {
			return len(scheme)
		}
	}
	return 0
}

func wwwBefore(s []byte) int {
	i := len(s) - 3
	if i < 0 || !bytes.EqualFold(s[i:], []byte("www")) || endsWord(s[:i]) ||
		i > 0 && bytes.IndexByte([]byte("/@.-_"), s[i-1]) >= 0 {
		return 0
	}
	return 3
}

func localBefore(s []byte) int {
	i := len(s)
	for i > 0 && len(s)-i <= maxLocal && (isAlphanumeric(s[i-1]) || bytes.IndexByte([]byte("._+-"), s[i-1]) >= 0) {
		i--
	}
	if len(s)-i > maxLocal || i > 0 && s[i-1] >= utf8.RuneSelf && endsWord(s[:i]) {
		return 0
	}
	for i < len(s) && !isAlphanumeric(s[i]) {
		i++
	}
	return len(s) - i
}

// joinUnderscores gives back to the text what goldmark took for possible emphasis in anna_b@example.se.
func joinUnderscores(parent ast.Node, last *ast.Text, src []byte, pc parser.Context) *ast.Text {
	for localBefore(last.Value(src)) == last.Segment.Len() {
		d, ok := last.PreviousSibling().(*parser.Delimiter)
		if !ok || d.Char != '_' || d.Segment.Start == 0 || !isAlphanumeric(src[d.Segment.Start-1]) {
			break
		}
		stop := last.Segment.Stop
		parent.RemoveChild(parent, last)
		pc.RemoveDelimiter(d)
		last = parent.LastChild().(*ast.Text)
		last.Segment.Stop = stop
	}
	return last
}

// Longer addresses are left as text, so that a text of many colons or at signs takes no time to speak of.
const (
	maxAddress = 2048
	maxLocal   = 64 // RFC 5321, section 4.5.3.1.1
)

// webLength returns the length of the rest of a web address after :// or www., 0 when there is no domain.
func webLength(s []byte) int {
	end := 0
	for end < len(s) && end <= maxAddress {
		if b := s[end]; b < utf8.RuneSelf {
			if b <= ' ' || b == '<' || b == '>' || b == '"' || b == '`' || b == '[' || b == ']' || b == '|' {
				break
			}
			end++
			continue
		}
		r, size := utf8.DecodeRune(s[end:])
		if r == '”' || r == '“' || r == '»' || r == '«' || unicode.IsSpace(r) {
			break
		}
		end += size
	}
	if end > maxAddress {
		return 0
	}
	end = len(trimSentence(s[:end]))
	if !validHost(s[:end], true) {
		return 0
	}
	return end
}

// trimSentence takes off the punctuation that ends a sentence rather than an address.
func trimSentence(s []byte) []byte {
	extra := bytes.Count(s, []byte(")")) - bytes.Count(s, []byte("("))
	for len(s) > 0 {
		r, size := utf8.DecodeLastRune(s)
		switch {
		case r == ')' && extra > 0:
			extra--
		case bytes.ContainsRune([]byte("?!.,:;*_~'’…–"), r):
		default:
			return s
		}
		s = s[:len(s)-size]
	}
	return s
}

// validHost reports whether s begins with a domain, and a port if it has one, that ends the address or is followed by /
// ? or #. With dotted the domain must have a full stop inside it.
func validHost(s []byte, dotted bool) bool {
	if end := bytes.IndexAny(s, "/?#"); end >= 0 {
		s = s[:end]
	}
	if colon := bytes.LastIndexByte(s, ':'); colon >= 0 {
		port := s[colon+1:]
		if len(port) == 0 || len(port) > 5 || len(bytes.Trim(port, "0123456789")) > 0 {
			return false
		}
		s = s[:colon]
	}
	if dotted && bytes.IndexByte(s, '.') < 0 {
		return false
	}
	for label := range bytes.SplitSeq(bytes.TrimSuffix(s, []byte(".")), []byte(".")) {
		if len(label) == 0 || label[0] == '-' {
			return false
		}
		for i := 0; i < len(label); {
			r, size := utf8.DecodeRune(label[i:])
			if r != '-' && r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				return false
			}
			i += size
		}
	}
	return len(s) > 0
}

// domainLength returns the length of the domain of an e-mail address, 0 when there is none.
func domainLength(s []byte) int {
	end := 0
	for end < len(s) && (isAlphanumeric(s[end]) || s[end] == '-' || s[end] == '.') {
		end++
	}
	domain := bytes.TrimRight(s[:end], ".-")
	if bytes.IndexByte(domain, '.') < 0 || bytes.Contains(domain, []byte("..")) || domain[0] == '.' {
		return 0
	}
	return len(domain)
}

// endsWord reports whether s ends with a letter or a digit.
func endsWord(s []byte) bool {
	r, _ := utf8.DecodeLastRune(s)
	return len(s) > 0 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

func isAlphanumeric(b byte) bool {
	return 'a' <= b|0x20 && b|0x20 <= 'z' || '0' <= b && b <= '9'
}
