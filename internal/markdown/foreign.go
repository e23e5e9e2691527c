package markdown

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"so-in.se/psi/internal/lazyregexp"
	"so-in.se/psi/internal/problem"
)

// foreignMark is a mark that other systems take for more than text, or that Markdown would if it were written in
// another way.
type foreignMark struct {
	kind problem.Kind
	// signs are what the text must hold one of for the pattern to be worth trying.
	signs   []string
	pattern func() *regexp.Regexp
	message string // %s is the mark
	// mend returns what to write instead. The hint is all that there is to say when it is nil.
	mend func(m []string) string
	hint string
}

var foreignMarks = []foreignMark{
	{
		kind: problem.LooseMarkup, signs: []string{"] ", "]\u00a0"},
		pattern: lazyregexp.New(`(!?\[[^\[\]\n]+\])[ \x{a0}]+\(((?:https?://|www\.|mailto:|tel:|\.{0,2}/)[^()\s]*|[^()\s]+\.(?:md|pdf|docx|xlsx|png|jpe?g|svg|gif))\)`),
		message: "Länken %s är ingen länk: mellan ] och ( får inget stå.",
		mend:    func(m []string) string { return m[1] + "(" + m[2] + ")" },
	},
	{
		kind: problem.LooseMarkup, signs: []string{")["},
		pattern: lazyregexp.New(`\(([^()\n]+)\)\[((?:https?://|www\.|mailto:|tel:|\.{0,2}/)[^\[\]\s]*|[^\[\]\s]+\.md)\]`),
		message: "Länken %s är ingen länk: hakparenteserna och de runda har bytt plats.",
		mend:    func(m []string) string { return "[" + m[1] + "](" + m[2] + ")" },
	},
	{
		kind: problem.ForeignMarkup, signs: []string{"[["},
		pattern: lazyregexp.New(`\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]`),
		message: "Texten %s är ingen länk här, utan visas som den står.",
		hint: "Skriv texten inom hakparenteser och vägen till filen inom parentes: [Kumla " +
			"kommun](../parter/kumla-kommun.md).",
	},
	{
		kind: problem.ForeignMarkup, signs: []string{"{{", "{%"},
		pattern: lazyregexp.New(`\{\{[<%].*?[>%]\}\}|\{%.*?%\}|\{\{[^{}\n]*\}\}`),
		message: "Tecknen %s betyder något i andra system, men här visas de som de står.",
		hint:    "Ta bort dem. En bild skrivs ![Beskrivning](../bilder/mote.jpg), en ruta > [!VIKTIGT].",
	},
	{
		kind: problem.ForeignMarkup, signs: []string{"[/", "[caption", "[gallery", "[embed", "[video", "[audio",
			"[button", "[contact", "[shortcode", "[TOC", "[_TOC"},
		pattern: lazyregexp.New(`\[/?(?:caption|gallery|embed|video|audio|button|contact-form(?:-7)?|shortcode)(?:\s[^\]\n]*)?\]|\[(?:TOC|_TOC_)\]`),
		message: "Tecknen %s betyder något i andra system, men här visas de som de står.",
		hint:    "Ta bort dem. Långa texter får en innehållsförteckning av sig själva.",
	},
	{
		kind: problem.ForeignMarkup, signs: []string{":::", "!!!", "???"},
		pattern: lazyregexp.New(`(?m)^(?::{3,}[ \t]*\w*|!{3}[ \t]+\w+|\?{3}\+?[ \t]+\w+)`),
		message: "Tecknen %s börjar ingen ruta här, utan visas som de står.",
		hint:    "En ruta skrivs som ett citat:\n> [!VIKTIGT]\n> Texten i rutan.",
	},
	{
		kind: problem.ForeignMarkup, signs: []string{"{.", "{:", "{ .", "{width", "{height", "{class", "{style",
			"{target"},
		pattern: lazyregexp.New(`\{:?[ ]*[.][\w-]+[^{}\n]*\}|\{:[^{}\n]*\}|\{(?:width|height|class|style|target)=[^{}\n]*\}`),
		message: "Tecknen %s visas som de står: texten kan inte få egna klasser eller mått.",
		hint:    "Ta bort dem. Utseendet bestäms av webbplatsen.",
	},
}

// foreign tells of the marks of other systems, and of links that are none, in the source without its code.
func (c *converter) foreign(src []byte) {
	for _, mark := range foreignMarks {
		if !slices.ContainsFunc(mark.signs, func(sign string) bool { return bytes.Contains(src, []byte(sign)) }) {
			continue
		}
		for _, m := range mark.pattern().FindAllSubmatchIndex(src, -1) {
			if m[0] > 0 && src[m[0]-1] == '\\' {
				continue
			}
			groups := make([]string, len(m)/2)
			for i := range groups {
				if m[2*i] >= 0 {
					groups[i] = string(src[m[2*i]:m[2*i+1]])
				}
			}
			message := fmt.Sprintf(mark.message, strings.TrimSpace(printable(groups[0])))
			if mark.mend == nil {
				c.report(m[0], mark.kind, message, mark.hint)
			} else {
				instead := mark.mend(groups)
				c.mend(m[0], m[1], mark.kind, message, "Skriv "+instead, instead)
			}
		}
	}
}

// unseen returns the Swedish name of a character that takes no place on the screen; empty for one that does. A soft
// hyphen and the joiner between emoji have their use.
func unseen(r rune) string {
	switch r {
	case '\u200b':
		return "ett blanksteg utan bredd"
	case '\u200c':
		return "en osynlig åtskiljare"
	case '\u200d':
		return "en osynlig sammanfogare"
	case '\u2060':
		return "en osynlig ordfogare"
	case '\ufeff':
		return "ett märke för byteordning (BOM)"
	case '\u180e':
		return "en osynlig vokalskiljare"
	case '\u2061', '\u2062', '\u2063', '\u2064':
		return "ett osynligt räknetecken"
	}
	return ""
}

// nameOf names a character that a reader can't see, with its number.
func nameOf(r rune) string {
	name := cmp.Or(unseen(r), "ett tecken ur ett typsnitt för symboler")
	if r == '\u00a0' {
		name = "ett hårt blanksteg"
	}
	return fmt.Sprintf("%s (U+%04X)", name, r)
}

// invisible tells of characters that nobody sees, once of each: those that mislead, and those that are only in the way.
func (c *converter) invisible(src []byte) {
	if !slices.ContainsFunc(src, func(b byte) bool { return b == 0xE1 || b >= 0xEE }) && !hasFormatting(src) {
		return
	}
	first, count := map[rune]int{}, map[rune]int{}
	var order []rune
	for i, r := range string(src) {
		if !strange(r) || r == '\u200d' && betweenEmoji(src, i) {
			continue
		}
		if count[r]++; count[r] == 1 {
			first[r] = i
			order = append(order, r)
		}
	}
	for _, r := range order {
		kind, hint := problem.BadCharacter, "Ta bort det: skriv om orden omkring det för hand."
		if unseen(r) != "" {
			kind = problem.InvisibleCharacter
			hint = "Ta bort det. Ett sådant tecken följer ofta med när text klistras in, och gör att ord inte hittas " +
				"och länkar inte fungerar."
		}
		message := fmt.Sprintf("Här står %s.", nameOf(r))
		if n := count[r]; n > 1 {
			message = fmt.Sprintf("Här står %s, det första av %d.", nameOf(r), n)
		}
		c.report(first[r], kind, message, hint)
	}
}

// hasFormatting reports whether a text may hold one of U+2000–U+206F that is no dash, quotation mark or the like.
func hasFormatting(src []byte) bool {
	for i := 0; ; {
		n := bytes.IndexByte(src[i:], 0xE2)
		if n < 0 || i+n+2 >= len(src) {
			return false
		}
		i += n
		if b := src[i+2]; src[i+1] == 0x81 && b >= 0xA0 || src[i+1] == 0x80 && (0x8B <= b && b <= 0x8F || b >= 0xAA) {
			return true
		}
		i += 3
	}
}

// strange reports whether a character can't be seen, or has a meaning only in some font. Control characters are told
// when the file is read.
func strange(r rune) bool {
	return r >= '\u180e' && (unseen(r) != "" || unicode.Is(unicode.Co, r))
}

// betweenEmoji reports whether the joiner at an offset makes one emoji of two.
func betweenEmoji(src []byte, i int) bool {
	before, _ := utf8.DecodeLastRune(src[:i])
	after, _ := utf8.DecodeRune(src[i+len("\u200d"):])
	joins := func(r rune) bool {
		return r >= 0x2190 && !unicode.IsLetter(r) || unicode.Is(unicode.Variation_Selector, r)
	}
	return joins(before) && joins(after)
}
