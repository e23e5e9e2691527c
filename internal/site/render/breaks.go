package render

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"so-in.se/psi/internal/address"
	"so-in.se/psi/internal/swedish"
)

const (
	softHyphen   = "\u00ad"
	wordBreak    = "<wbr>"
	noBreakSpace = "\u00a0"

	// What is between these is broken at wordBreak only.
	whole    = `<span class="whole">`
	wholeEnd = "</span>"
)

// seams remembers the divided words: pages have few long ones, and the same again and again.
var seams sync.Map // of string by string

// writeBreaks writes HTML with the places where its text may be broken: long compounds where their parts meet, e-mail
// addresses after @ and before dots, web addresses and paths of files before dots and their parts, and none in numbers.
// The HTML is that of templates, in which < and > in attributes are escaped. Code has no soft hyphens and no other
// blanks, since people copy it; what has lines of its own, is drawn or run is left alone.
func writeBreaks(out *bytes.Buffer, html []byte) {
	code := 0 // how many elements are open in which text is code
	for len(html) > 0 {
		if html[0] != '<' {
			end := bytes.IndexByte(html, '<')
			if end < 0 {
				end = len(html)
			}
			writeText(out, html[:end], code > 0)
			html = html[end:]
			continue
		}
		end := bytes.IndexByte(html, '>') + 1
		if end == 0 {
			end = len(html)
		}
		tag := html[:end]
		switch {
		case isTag(tag, "<svg"), isTag(tag, "<script"), isTag(tag, "<textarea"), isTag(tag, "<pre"):
			name := string(bytes.TrimRight(tag[1:min(len(tag), 9)], " >"))
			name, _, _ = strings.Cut(name, " ")
			if close := bytes.Index(html, []byte("</"+name)); close > 0 {
				end = close
			}
		case isTag(tag, "<code"):
			code++
		case isTag(tag, "</code"):
			code--
		}
		out.Write(html[:end])
		html = html[end:]
	}
}

// isTag reports whether a tag begins so, and its name ends there.
func isTag(tag []byte, begin string) bool {
	return len(tag) > len(begin) && string(tag[:len(begin)]) == begin &&
		(tag[len(begin)] == '>' || tag[len(begin)] == ' ')
}

// writeText writes the text between two tags.
func writeText(out *bytes.Buffer, text []byte, code bool) {
	for len(text) > 0 {
		end := 0
		for end < len(text) && text[end] > ' ' {
			end++
		}
		if end >= shortestBroken {
			writeToken(out, text[:end], code)
		} else {
			out.Write(text[:end])
		}
		blank := end
		for blank < len(text) && text[blank] <= ' ' {
			blank++
		}
		if !code && blank == end+1 && text[end] == ' ' && belongTogether(text[:end], text[blank:]) {
			out.WriteString(noBreakSpace)
		} else {
			out.Write(text[end:blank])
		}
		text = text[blank:]
	}
}

// belongTogether reports whether a line should not end between two words: between the digits of a number, between a
// number and what it counts, between "kl." and the time.
func belongTogether(before, after []byte) bool {
	if string(before) == "kl." {
		return len(after) > 0 && isDigit(after[0])
	}
	digits := len(before) - len(bytes.TrimRight(before, "0123456789"))
	if digits == 0 {
		return false
	}
	if digits <= 3 && len(after) >= 3 && isDigit(after[0]) && isDigit(after[1]) && isDigit(after[2]) {
		return len(after) == 3 || !isDigit(after[3])
	}
	return slices.ContainsFunc(counted, func(unit string) bool { return bytes.HasPrefix(after, []byte(unit)) })
}

// counted begin the words that stay with their number.
var counted = []string{"kronor", "miljon", "miljard", "procent", "%"}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// shortestBroken is how many bytes what may be broken has at least.
const shortestBroken = 6

// writeToken writes what stands between two blanks.
func writeToken(out *bytes.Buffer, token []byte, code bool) {
	if dot := bytes.IndexByte(token, '.'); dot > 0 && dot < len(token)-1 {
		switch bare := strings.Trim(string(token), ".,:;()"); {
		case address.IsEmail(bare) && longestPart(bare) <= longestWhole:
			// A hyphen in it is part of the address, and no place to break it.
			out.WriteString(whole)
			writeAddress(out, token)
			out.WriteString(wholeEnd)
			return
		case address.IsEmail(bare), isWebAddress(bare):
			writeAddress(out, token)
			return
		}
	}
	if code && bytes.IndexByte(token, '/') > 0 { // the path of a file
		writeAddress(out, token)
		return
	}
	if isSpan(token) {
		out.WriteString(whole)
		out.Write(token)
		out.WriteString(wholeEnd)
		return
	}
	if code || len(token) < swedish.LongWord {
		out.Write(token)
		return
	}
	for len(token) > 0 {
		end := letters(token)
		out.WriteString(withSeams(token[:end]))
		next := end
		for next < len(token) && letters(token[next:]) == 0 {
			_, size := utf8.DecodeRune(token[next:])
			next += size
		}
		out.Write(token[end:next])
		token = token[next:]
	}
}

// longestWhole is how many bytes between two places to break there is always room for. An address that is longer in one
// piece may be broken at its hyphens too.
const longestWhole = 24

// longestPart returns how long the longest piece of an e-mail address is.
func longestPart(email string) int {
	longest := 0
	for part := range strings.FieldsFuncSeq(email, func(r rune) bool { return r == '@' || r == '.' }) {
		longest = max(longest, len(part))
	}
	return longest
}

// shortestHost is how many bytes a host's name has at least: shorter are "t.ex" and its like.
const shortestHost = 6

// isWebAddress reports whether a text is an address on the web, with or without its scheme.
func isWebAddress(s string) bool {
	_, rest, scheme := strings.Cut(s, "://")
	if scheme {
		s = rest
	}
	host, _, _ := strings.Cut(s, "/")
	return len(host) >= shortestHost && address.IsHost(host)
}

// isSpan reports whether a text has two numbers with an en dash between them: a span of time.
func isSpan(token []byte) bool {
	before, after, ok := bytes.Cut(token, []byte("–"))
	return ok && len(before) > 0 && len(after) > 0 && isDigit(before[len(before)-1]) && isDigit(after[0])
}

// writeAddress writes an e-mail or web address with the places where it may be broken.
func writeAddress(out *bytes.Buffer, token []byte) {
	for i, c := range token {
		if i > 0 && (c == '.' || c == '/' && token[i-1] != '/') && i < len(token)-1 && letters(token[i+1:]) > 0 {
			out.WriteString(wordBreak)
		}
		out.WriteByte(c)
		if c == '@' {
			out.WriteString(wordBreak)
		}
	}
}

// letters returns how many bytes of letters a text begins with.
func letters(text []byte) int {
	n := 0
	for n < len(text) && (text[n]|0x20 >= 'a' && text[n]|0x20 <= 'z' || text[n] == 0xc3) {
		if text[n] == 0xc3 { // å, ä, ö and é are two bytes
			n++
		}
		n++
	}
	return min(n, len(text))
}

// withSeams returns a word with a soft hyphen at each seam.
func withSeams(word []byte) string {
	if len(word) < swedish.LongWord {
		return string(word)
	}
	if done, ok := seams.Load(string(word)); ok {
		text, _ := done.(string)
		return text
	}
	text := string(word)
	at := swedish.Seams(text)
	for i := len(at) - 1; i >= 0; i-- {
		text = text[:at[i]] + softHyphen + text[at[i]:]
	}
	seams.Store(string(word), text)
	return text
}
