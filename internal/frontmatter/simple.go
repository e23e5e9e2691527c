package frontmatter

import (
	"strings"
	"unicode/utf8"
)

// simpleHeader reads the headers that nearly all files have — keys, texts on one line, lists and mappings below their
// keys — some thirty times as fast as the YAML library, which would otherwise take a fifth of a build. At the first
// thing that is not plainly one of these, or that is wrong, it gives up and the library reads the header from its
// beginning: what a header means and what is wrong with it is the library's to say. The fuzz test holds the two against
// each other.
func simpleHeader(header string, line int) (node, bool) {
	if strings.ContainsAny(header, "\t\ufeff") {
		return node{}, false
	}
	s := &simple{text: header, line: line - 1}
	s.next()
	if s.done || s.indent > 0 {
		return node{}, false
	}
	root, ok := s.mapping(0, 1)
	return root, ok && s.done
}

// simple is at a line that has something on it, or done.
type simple struct {
	text string // what follows the line
	line int    // the line's number in the file

	indent int    // the blanks before the line's first character
	rest   string // from there, without blanks at the end
	done   bool
}

// next goes to the next line that is neither blank nor a comment.
func (s *simple) next() {
	for s.text != "" {
		var line string
		line, s.text, _ = strings.Cut(s.text, "\n")
		s.line++
		line = strings.TrimRight(line, " ")
		s.rest = strings.TrimLeft(line, " ")
		s.indent = len(line) - len(s.rest)
		if s.rest != "" && s.rest[0] != '#' {
			return
		}
	}
	s.done = true
}

func (s *simple) isItem() bool { return strings.HasPrefix(s.rest, "- ") }

// The library decides about deeper headers and longer mappings.
const (
	simpleDepth = 8
	simpleKeys  = 32
)

// mapping reads the keys that begin at one indentation.
func (s *simple) mapping(indent, depth int) (node, bool) {
	n := node{kind: mapping, pos: Pos{s.line, indent + 1}, items: make([]node, 0, 8)}
	if depth == 1 {
		n.items = make([]node, 0, 32)
	}
	for !s.done && s.indent == indent && !s.isItem() {
		key, value, ok := s.key()
		if !ok || depth > simpleDepth || len(n.items) >= 2*simpleKeys {
			return n, false
		}
		for i := 0; i < len(n.items); i += 2 {
			if n.items[i].text == key.text {
				return n, false
			}
		}
		v, ok := s.value(value, indent, indent+len(s.rest)-len(value), depth)
		if !ok {
			return n, false
		}
		n.items = append(n.items, key, v)
	}
	return n, s.done || s.indent <= indent
}

// key splits the line into a key of ASCII letters, digits, _ and -, and the value after it.
func (s *simple) key() (key node, value string, ok bool) {
	i := 0
	for i < len(s.rest) && (isWord(s.rest[i]) || s.rest[i] == '-' && i > 0) {
		i++
	}
	if i == 0 || i > 100 || i == len(s.rest) || s.rest[i] != ':' || i+1 < len(s.rest) && s.rest[i+1] != ' ' {
		return node{}, "", false
	}
	key = node{kind: scalar, plain: true, text: s.rest[:i], pos: Pos{s.line, s.indent + 1}}
	return key, strings.TrimLeft(s.rest[i+1:], " "), true
}

// value reads what a key has: text on its line, or the lines below it.
func (s *simple) value(text string, indent, column, depth int) (node, bool) {
	at := Pos{s.line, column + 1}
	s.next()
	below := !s.done && s.indent > indent
	switch {
	case text != "":
		n, ok := s.scalar(text, at)
		return n, ok && !below
	case !s.done && s.isItem() && s.indent >= indent:
		return s.list(s.indent, depth+1)
	case below:
		return s.mapping(s.indent, depth+1)
	}
	return node{kind: scalar, plain: true, pos: at}, true
}

// list reads the items whose dashes stand at one indentation: texts, or mappings that begin on the dash's line.
func (s *simple) list(indent, depth int) (node, bool) {
	n := node{kind: list, pos: Pos{s.line, indent + 1}}
	for !s.done && s.indent == indent && s.isItem() {
		text := strings.TrimLeft(s.rest[2:], " ")
		column := indent + len(s.rest) - len(text)
		var item node
		ok := true
		if dash := *s; s.begin(text, column) {
			item, ok = s.mapping(column, depth+1)
		} else {
			*s = dash
			s.next()
			item, ok = s.scalar(text, Pos{dash.line, column + 1})
			ok = ok && (s.done || s.indent <= indent)
		}
		if !ok {
			return n, false
		}
		n.items = append(n.items, item)
	}
	return n, s.done || s.indent <= indent
}

// begin takes the rest of an item's line for the first line of a mapping and reports whether it is one.
func (s *simple) begin(text string, column int) bool {
	s.rest, s.indent = text, column
	_, _, ok := s.key()
	return ok
}

// scalar reads a text within quotes, a list within brackets, or a text as it stands.
func (s *simple) scalar(text string, at Pos) (node, bool) {
	switch first := text[0]; {
	case first == '"' || first == '\'':
		last := len(text) - 1
		inner := text[1:max(last, 1)]
		return node{text: inner, pos: at}, last > 0 && text[last] == first && strings.IndexByte(inner, first) < 0 &&
			strings.IndexByte(inner, '\\') < 0
	case first == '[':
		return flow(text, at)
	case !isWord(first) && first < 0x80 && first != '/' && first != '(':
		return node{}, false
	}
	if strings.Contains(text, ": ") || strings.Contains(text, " #") || text[len(text)-1] == ':' {
		return node{}, false
	}
	return node{plain: true, text: text, pos: at}, true
}

// flow reads a list of plain texts within brackets.
func flow(text string, at Pos) (node, bool) {
	n := node{kind: list, flow: true, pos: at}
	inner, ok := strings.CutSuffix(text[1:], "]")
	if !ok || strings.ContainsAny(inner, "[]{}\"'#:&*!|>%@`?") {
		return n, false
	}
	n.items = make([]node, 0, strings.Count(inner, ",")+1)
	column := at.Column + 1
	for more := inner != ""; more; {
		var item string
		item, inner, more = strings.Cut(inner, ",")
		trimmed := strings.TrimLeft(item, " ")
		start := column + len(item) - len(trimmed)
		column += utf8.RuneCountInString(item) + 1
		trimmed = strings.TrimRight(trimmed, " ")
		if trimmed == "" || !isWord(trimmed[0]) && trimmed[0] < 0x80 {
			return n, false
		}
		n.items = append(n.items, node{plain: true, text: trimmed, pos: Pos{at.Line, start}})
	}
	return n, true
}

func isWord(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_'
}
