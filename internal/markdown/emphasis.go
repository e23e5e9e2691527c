package markdown

import (
	"bytes"
	"fmt"
	"strings"

	"so-in.se/psi/internal/lazyregexp"
	"so-in.se/psi/internal/problem"
)

// looseMark returns where ** or ~~ stands in text that has been taken for plain, or -1.
func looseMark(value []byte) int {
	for i := 0; i+1 < len(value); i++ {
		switch b := value[i]; {
		case b == '\\':
			i++
		case (b == '*' || b == '~') && value[i+1] == b:
			if n := run(value[i:]); n > 3 { // a line of them
				i += n - 1
				continue
			}
			return i
		}
	}
	return -1
}

// How marks of emphasis come to be none: blanks inside, none outside after a full stop or the like.
var (
	blankInside  = lazyregexp.New(`(\*\*|~~)[ \t\x{a0}]+([^*~\n]*[^*~\s])[ \t\x{a0}]*(\*\*|~~)|(\*\*|~~)([^*~\s][^*~\n]*?)[ \t\x{a0}]+(\*\*|~~)`)
	noneOutside  = lazyregexp.New(`((?:\*\*|~~)[^*~\n]+(?:\*\*|~~))([\pL\pN])`)
	noneBefore   = lazyregexp.New(`([\pL\pN])((?:\*\*|~~)[^*~\n]+(?:\*\*|~~))`)
	neverClosed  = lazyregexp.New(`(\*\*|~~)([^\s*~][^*~\n]*)$`)
	strayMarking = lazyregexp.New(`\*\*+|~~+`)
)

// looseEmphasis tells of a mark that begins or ends nothing, with the line as it may have been meant.
func (c *converter) looseEmphasis(offset int) {
	if c.opt.trial {
		c.report(offset, problem.LooseMarkup, "", "")
		return
	}
	line := c.lineAt(offset)
	mended := ""
	for _, mend := range []func(string) string{
		func(s string) string { return noneOutside().ReplaceAllString(s, "$1 $2") },
		func(s string) string { return noneBefore().ReplaceAllString(s, "$1 $2") },
		func(s string) string { return blankInside().ReplaceAllString(s, "$1$4$2$5$3$6") },
		func(s string) string { return neverClosed().ReplaceAllString(s, "$1$2$1") },
		func(s string) string { return strayMarking().ReplaceAllString(s, "") },
	} {
		if mended = mend(line); mended != line && sound(mended) {
			break
		}
	}
	mark := string(c.src[offset : offset+2])
	name := "fet"
	if mark == "~~" {
		name = "överstruken"
	}
	message := fmt.Sprintf("Här syns tecknen %s, för det som står vid dem blir inte %s.", mark, name)
	hint := fmt.Sprintf("Skriv så här:\n%s\nSka tecknen synas: skriv \\%c\\%c.", mended, mark[0], mark[1])
	before := len(c.problems)
	if c.report(offset, problem.LooseMarkup, message, hint); len(c.problems) > before {
		start := bytes.LastIndexByte(c.src[:offset], '\n') + 1
		start += bytes.Index(c.src[start:], []byte(line))
		c.problems[before].Fix = c.edit(start, start+len(line), mended)
	}
}

// sound reports whether a line of text holds no loose marks.
func sound(line string) bool {
	_, problems := Convert([]byte(line), Options{trial: true})
	for _, p := range problems {
		if p.Kind == problem.LooseMarkup || p.Kind == problem.ForeignMarkup {
			return false
		}
	}
	return true
}

// lineAt returns the line of the source that an offset is in, without blanks at its ends.
func (c *converter) lineAt(offset int) string {
	start := bytes.LastIndexByte(c.src[:offset], '\n') + 1
	line, _, _ := bytes.Cut(c.src[start:], []byte("\n"))
	return strings.TrimSpace(string(line))
}
