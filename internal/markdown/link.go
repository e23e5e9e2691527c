package markdown

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"so-in.se/psi/internal/address"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// termScheme begins the destination of a link to the glossary.
const termScheme = "begrepp:"

// anchor is a link to a place on the same page, and where it stands.
type anchor struct {
	id     string
	offset int
	raw    []byte // the destination
}

// link writes [text](destination).
func (c *converter) link(n *ast.Link) {
	dest := decode(n.Destination)
	w := written{offset: c.definition(n.Pos(), n.Reference), raw: n.Destination, link: func(t Target) string {
		if n.Reference != nil {
			return fmt.Sprintf("[%s]: %s", n.Reference.Value, t.Mended)
		}
		return inline(c.textOf(n), t.Mended)
	}}
	target, class, ok := c.resolve(dest, w)
	start := len(c.buf)
	if ok = ok && !c.inLink; ok {
		title := target.Title
		if len(n.Title) > 0 {
			title = string(appendTitle(nil, n.Title, c.labels.quote, false))
		}
		c.openLink(target, class, title)
	}
	outer := c.inLink
	c.inLink = true
	text := len(c.buf)
	c.children(n)
	c.inLink = outer
	if !hasWords(c.buf[text:]) {
		c.report(
			n.Pos(), problem.EmptyText, "Länken saknar text.",
			"Skriv det som ska synas mellan hakparenteserna: [Kumla kommun](../parter/kumla-kommun.md).",
		)
		c.buf = append(c.buf[:start], c.buf[text:]...)
		return
	}
	if ok {
		c.text("</a>")
		c.checkWords(n, target)
	}
}

// hasWords reports whether there is anything to see or hear between the tags of finished HTML.
func hasWords(markup []byte) bool {
	if bytes.Contains(markup, []byte("<img")) {
		return true
	}
	for len(markup) > 0 {
		text, rest, _ := bytes.Cut(markup, []byte("<"))
		if len(bytes.TrimSpace(text)) > 0 {
			return true
		}
		_, markup, _ = bytes.Cut(rest, []byte(">"))
	}
	return false
}

// autoLink writes <https://…>, <a@example.se> and bare addresses.
func (c *converter) autoLink(n *ast.AutoLink) {
	label := n.Label(c.src)
	dest := string(n.URL(c.src))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(dest), "mailto:") {
		dest = address.Mailto(dest)
	}
	w := written{offset: n.Pos(), raw: label, auto: true, link: func(t Target) string {
		if t.Entry == "" {
			return t.Mended
		}
		return inline(t.Title, t.Mended)
	}}
	target, class, ok := c.resolve(dest, w)
	if ok = ok && !c.inLink; ok {
		c.openLink(target, class, target.Title)
	}
	c.buf = appendEscaped(c.buf, label)
	if ok {
		c.text("</a>")
	}
}

// inline returns a link as an editor writes it.
func inline(text, dest string) string { return "[" + text + "](" + enclose(dest) + ")" }

func (c *converter) openLink(target Target, class, title string) {
	c.text("<a")
	if class != "" {
		c.text(` class="`, class, `"`)
	}
	c.text(` href="`)
	c.buf = appendURL(c.buf, target.URL)
	c.text(`"`)
	if title != "" {
		c.text(` title="`)
		c.buf = appendEscaped(c.buf, title)
		c.text(`"`)
	}
	if target.External {
		c.text(` rel="external"`)
	}
	c.text(">")
}

// definition returns the place to complain at: that of the definition when the link has one, since that is where the
// address stands.
func (c *converter) definition(offset int, ref *ast.ReferenceLink) int {
	if ref == nil {
		return offset
	}
	if at, ok := c.defs[util.ToLinkReference(ref.Value)]; ok {
		return at
	}
	return offset
}

// decode resolves backslashes and character references in a destination.
func decode(dest []byte) string {
	if bytes.IndexByte(dest, '\\') < 0 && bytes.IndexByte(dest, '&') < 0 {
		return string(dest)
	}
	decoded := make([]byte, 0, len(dest))
	for i := 0; i < len(dest); {
		size := 1
		switch b := dest[i]; {
		case b == '\\' && i+1 < len(dest) && isPunctuation(dest[i+1]):
			decoded = append(decoded, dest[i+1])
			size = 2
		case b == '&':
			decoded, size = appendEntity(decoded, dest[i:], false)
		default:
			decoded = append(decoded, b)
		}
		i += size
	}
	return string(decoded)
}

// resolve finds where a destination leads and the class that links to such places have. It reports what is wrong with
// it, and how the link reads with a better one.
func (c *converter) resolve(dest string, w written) (target Target, class string, ok bool) {
	var p *problem.Problem
	scheme, safe := c.checkScheme(dest, w.offset)
	dest = scheme + dest[len(scheme):]
	switch {
	case !safe:
		return target, "", false
	case dest == "":
		c.report(
			w.offset, problem.BrokenLink, "Länken saknar adress.",
			"Skriv adressen inom parentesen: [Kumla kommun](../parter/kumla-kommun.md).",
		)
		return target, "", false
	case dest[0] == '#':
		id := unescapePercent(dest[1:])
		c.anchors = append(c.anchors, anchor{id, w.offset, w.raw})
		return Target{URL: "#" + id}, "", true
	case scheme == "mailto" || scheme == "tel":
		return Target{URL: dest}, "", c.checkContact(scheme, dest, w)
	case scheme == "begrepp":
		target, p = c.term(dest[len(termScheme):])
		class = "term"
	case scheme != "" && !validWeb(dest):
		hint := "Skriv hela adressen, till exempel https://www.exempel.se/sida."
		if target.Mended, ok = address.Meant(dest); ok {
			hint = "Skriv " + w.link(target)
		}
		c.reportWith(
			c.mendLink(w, target), w.offset, problem.BrokenLink, fmt.Sprintf("Adressen ”%s” är inte hel.", dest), hint,
		)
		return target, "", false
	case c.opt.Link == nil:
		target = Target{URL: dest, External: scheme != ""}
	default:
		target, p = c.opt.Link(dest)
	}
	if p != nil {
		hint := p.Hint
		if target.Mended != "" {
			hint = strings.TrimSpace(hint + " Skriv " + w.link(target))
		}
		fix := c.mendLink(w, target)
		if target.Mended == "" {
			fix = c.mendDestination(w.offset, w.raw, p.Fix.Text)
		}
		c.reportWith(fix, w.offset, p.Kind, p.Message, hint)
		if p.Kind.Remark() == "" {
			return target, class, false
		}
	}
	if target.External || target.Generated {
		line, column := c.place(w.offset)
		c.doc.Links = append(c.doc.Links, Link{URL: target.URL, Line: line, Column: column})
		c.doc.Paths = c.doc.Paths || target.Generated
	}
	if target.Anchor != "" {
		line, column := c.place(w.offset)
		link := Link{Entry: target.Entry, Anchor: target.Anchor, Line: line, Column: column}
		if i := bytes.IndexByte(w.raw, '#'); i >= 0 && string(w.raw[i+1:]) == target.Anchor {
			if at, _ := c.find(w.offset, w.raw); at >= 0 {
				link.AnchorLine, link.AnchorColumn = c.place(at + i + 1)
			}
		}
		c.doc.Links = append(c.doc.Links, link)
		if !strings.Contains(target.URL, "#") {
			target.URL += "#" + target.Anchor
		}
	}
	return target, class, true
}

func (c *converter) term(id string) (Target, *problem.Problem) {
	if c.opt.Term == nil {
		return Target{}, &problem.Problem{
			Kind: problem.UnknownTerm, Message: fmt.Sprintf("Begreppet ”%s” finns inte.", id),
			Hint: "Skriv länken till en fil i stället.",
		}
	}
	return c.opt.Term(strings.TrimSpace(id))
}

// appendURL appends an address for an attribute: what no address may hold is percent-encoded, letters such as å are
// left.
func appendURL(dst []byte, dest string) []byte {
	fragment := false
	for i := range len(dest) {
		b := dest[i]
		encode := b <= ' ' || b == 0x7F
		switch b {
		case '"', '<', '>', '\\', '^', '`', '{', '|', '}', '[', ']':
			encode = true
		case '%':
			encode = i+2 >= len(dest) || !isHex(dest[i+1]) || !isHex(dest[i+2])
		case '#':
			encode, fragment = fragment, true
		case '&':
			dst = append(dst, "&amp;"...)
			continue
		}
		if encode {
			const digits = "0123456789ABCDEF"
			dst = append(dst, '%', digits[b>>4], digits[b&15])
			continue
		}
		dst = append(dst, b)
	}
	return dst
}

// unescapePercent decodes %41 and the like, and leaves a percent sign that begins nothing.
func unescapePercent(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	var decoded []byte
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			n, _ := strconv.ParseUint(s[i+1:i+3], 16, 8) // two hexadecimal digits always fit
			decoded = append(decoded, byte(n))
			i += 2
			continue
		}
		decoded = append(decoded, s[i])
	}
	return string(decoded)
}

func isHex(b byte) bool { return '0' <= b && b <= '9' || 'a' <= b|0x20 && b|0x20 <= 'f' }

// checkAnchors reports the links to places on this page that do not exist.
func (c *converter) checkAnchors() {
	const (
		most    = 200 // more headings than this are not searched for a likeness
		patient = 20  // nor are they for more problems than this
	)
	var known []string
	missing := 0
	for _, a := range c.anchors {
		if _, ok := c.ids[a.id]; ok {
			continue
		}
		if known == nil {
			for _, h := range c.doc.Headings[:min(len(c.doc.Headings), most)] {
				known = append(known, h.ID)
			}
		}
		hint := "Länka till en rubrik på sidan, till exempel [Läs mer](#las-mer) när rubriken är ## Läs mer."
		if len(known) > 0 {
			hint = fmt.Sprintf("Rubrikerna på sidan är #%s.", strings.Join(known[:min(len(known), 10)], ", #"))
		}
		var fix problem.Fix
		if missing++; missing <= patient {
			if nearest, ok := swedish.Nearest(a.id, known); ok {
				hint = fmt.Sprintf("Menade du #%s?", nearest)
				fix = c.mendDestination(a.offset, a.raw, "#"+nearest)
			}
		}
		message := fmt.Sprintf("Rubriken #%s finns inte på sidan.", printable(a.id))
		c.reportWith(fix, a.offset, problem.MissingAnchor, message, hint)
	}
}
