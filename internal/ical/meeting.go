package ical

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"so-in.se/psi/internal/lazyregexp"
)

var (
	// labelLine matches a line that a label begins, or is.
	labelLine = lazyregexp.New(`(?i)^[^\pL\d]*(?:` + idLabels + `|` + codeLabels + `|kod|code)\s*(?:[:=]\s*(.*))?$`)
	// anyID matches a label in any language before a number as meetings have.
	anyID = lazyregexp.New(`^[^\pL\d]*[\pL'’. -]{2,40}:\s*\d{3} \d{3,4} (?:\d{3} ?)?(?:\d{1,4} ?){1,2}#?$`)
	rule  = lazyregexp.New(`^(?:[-_=*~—─]{3,}|-::~:.*)$`)
	wide  = lazyregexp.New(`^(?:[_=*~─]{15,}|-::~:.*)$`)
	// phoneLine matches a line with a telephone number and the place where it is.
	phoneLine = lazyregexp.New(`^[^\pL\d+(]*(?:\([A-Z]{2}\)\s*)?(?:[\pL .()'-]{1,30}:\s*)?(\+?\(?\d[\d ().-]{5,}\d)` +
		`(?:\s+(?:or|eller)\s+\+?\(?\d[\d ().-]{5,}\d)*(?:\s+[\pL(),.'&/ -]{1,60})?\s*$`)
	// alternative matches what stands beside a meeting's link: another way to take part, another link.
	alternative = lazyregexp.New(`\S (?:eller|or|och|and) |://`)
	isoDate     = lazyregexp.New(`^\D*\d{4}-\d\d-\d\d`)
	contactWord = lazyregexp.New(`(?i)(?:tele|tel\b|mobil|phone|kontakt|contact|ring|fråg|info|sms|växel|upplys)`)
	// midLine finds where a line of a block begins within another, as in HTML without breaks.
	midLine = lazyregexp.New(
		`(?i)[\s>)](?:join zoom meeting|join with google meet|one tap mobile|dial by your location|` +
			`just want to dial in|or dial:|more phone numbers:|join by sip|join by h\.323|microsoft teams need help|` +
			`join the meeting now|dial in by phone|find a local number|find your local number|phone conference id:|` +
			`for organizers:|learn more about meet|join by meeting number|click this link to see the dial|` +
			`call one of the following numbers|dial your meeting id|` +
			`anslut till zoom|anslut med google meet|anslut till mötet nu|ring in via telefon|hitta ett lokalt nummer|` +
			`hitta ditt lokala nummer|mobiltelefon med en knapp|för organisatörer:|läs mer om meet|fler telefonnummer:|` +
			`mötesalternativ|microsoft teams behöver)`,
	)
)

// A piece is a line of a text, or the part of one that can be judged by itself.
type piece struct {
	text string
	sep  string // what stands before it: a line break, or nothing
	kind pieceKind
	rest string // the text without what lets somebody into the meeting
	few  bool   // whether the rest is no more than what a link is called
}

type pieceKind int

const (
	plain  pieceKind = iota
	blank            // nothing
	ruled            // a line of dashes, or a heading: part of a block when it comes before one or follows one
	maybe            // part of a block when it follows one
	partly           // plain, but for links and codes in it
	value            // a number or code that belongs to the line before
	sure             // part of a block
)

// withoutMeetings takes what video meetings have put into a text out of it: whoever reads the site should not walk into
// the meeting. It returns what is left, letter for letter, and reports whether that is less. The text must be part of
// an event that [tellsOfMeeting].
//
// A line is judged by what it says (classify). What may be ordinary, such as a telephone number alone, goes only when
// it follows a line of a block. A block between lines of dashes goes whole.
func withoutMeetings(s string) (string, bool) {
	pieces := piecesOf(s)
	for i := range pieces {
		pieces[i].classify()
		if i > 0 && pieces[i].kind != sure && pieces[i].kind != blank && follows(pieces[:i]) &&
			isValue(pieces[i].text) {
			pieces[i].kind = value
		}
	}
	sections(pieces)
	ahead := false // of a block
	for i := len(pieces) - 1; i >= 0; i-- {
		switch p := &pieces[i]; {
		case p.kind == ruled && ahead, p.kind == partly && p.few && ahead:
			p.kind = sure
		case p.kind != ruled && p.kind != blank:
			ahead = p.kind == sure
		}
	}
	inside := false
	for i := range pieces {
		switch p := &pieces[i]; p.kind {
		case sure, value:
			inside = true
		case maybe, ruled:
			if inside {
				p.kind = sure
			}
		case plain, partly:
			if inside = inside && p.kind == partly && p.few; inside {
				p.kind = sure
			}
		}
	}
	var b strings.Builder
	less, first := false, true
	for _, p := range pieces {
		switch p.kind {
		case sure, value:
			less = true
			continue
		case partly:
			less = true
		}
		if !first {
			b.WriteString(p.sep)
		}
		first = false
		b.WriteString(p.rest)
	}
	if !less {
		return s, false
	}
	return b.String(), true
}

// piecesOf takes a text apart.
func piecesOf(s string) []piece {
	var pieces []piece
	for line := range strings.SplitSeq(s, "\n") {
		sep, begin := "\n", 0
		if !opens(spoken(line)) {
			for _, m := range midLine().FindAllStringIndex(line, -1) {
				pieces = append(pieces, piece{text: line[begin : m[0]+1], sep: sep})
				begin, sep = m[0]+1, ""
			}
		}
		pieces = append(pieces, piece{text: line[begin:], sep: sep})
	}
	return pieces
}

// spoken is what a line says: its words in lower case, without marks before them.
func spoken(line string) string {
	s := strings.ToLower(strings.Join(strings.Fields(line), " "))
	return strings.TrimLeftFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '(' })
}

// classify judges a piece by itself.
func (p *piece) classify() {
	p.rest = p.text
	trimmed := strings.Trim(p.text, " \t\r>")
	switch {
	case trimmed == "":
		p.kind = blank
		return
	case strings.HasPrefix(trimmed, "-::~:"):
		p.kind = sure
		return
	case rule().MatchString(trimmed), slices.Contains(headings, strings.ToLower(strings.TrimRight(trimmed, "?:!."))):
		p.kind = ruled
		return
	case labelLine().MatchString(trimmed), anyID().MatchString(trimmed):
		p.kind = sure
		return
	}
	rest, coded, first := withoutSecrets(p.text)
	said := spoken(rest)
	bare := strings.TrimRight(said, ":.!?()|< ")
	count := len(strings.Fields(bare))
	lead, _, _ := strings.Cut(strings.TrimLeft(bare, "("), " ")
	p.few = (coded || !alternative().MatchString(bare)) && count <= 6
	few := p.few && count <= 5 &&
		(leads[strings.Trim(lead, ":,-")] || strings.HasSuffix(strings.TrimSpace(rest), ":"))
	secret := rest != p.text
	switch {
	case secret && (bare == "" || few || first && count <= 6),
		opens(said), opens(spoken(p.text)), slices.Contains(headings, bare),
		slices.ContainsFunc(within, func(w string) bool { return strings.Contains(strings.ToLower(rest), w) }):
		p.kind = sure
	case isFurniture(bare), isPhoneLine(trimmed), isSchedule(said):
		p.kind = maybe
	case secret:
		p.kind, p.rest = partly, rest
	}
}

// opens reports whether a line, as [spoken], begins as those of blocks do.
func opens(said string) bool {
	return slices.ContainsFunc(openings()[firstWord(said)], func(o string) bool {
		rest, ok := strings.CutPrefix(said, o)
		r, _ := utf8.DecodeRuneInString(rest)
		return ok && !unicode.IsLetter(r)
	})
}

// isFurniture reports whether each part of a line is what blocks have as lines of their own.
func isFurniture(bare string) bool {
	for part := range strings.SplitSeq(bare, "|") {
		part = strings.Trim(part, " :.!?()<>")
		if part != "" && !slices.Contains(wholes, part) && !opens(part) {
			return false
		}
	}
	return bare != ""
}

// isSchedule reports whether a line is one of those in which Zoom repeats what the invitation says.
func isSchedule(said string) bool {
	return slices.ContainsFunc([]string{"topic: ", "time: ", "ämne: ", "tid: ", "every ", "varje "},
		func(s string) bool { return strings.HasPrefix(said, s) })
}

func isPhoneLine(s string) bool {
	m := phoneLine().FindStringSubmatch(s)
	if m == nil || isoDate().MatchString(s) || contactWord().MatchString(s) {
		return false
	}
	digits := 0
	for _, r := range m[1] {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	return digits >= 9 || digits >= 7 && m[1][0] == '+'
}

// follows reports whether the last line before is a label without its value.
func follows(before []piece) bool {
	for _, p := range slices.Backward(before) {
		if p.kind == blank {
			continue
		}
		m := labelLine().FindStringSubmatch(strings.TrimSpace(p.text))
		return m != nil && m[1] == ""
	}
	return false
}

// isValue reports whether a line may be what belongs to a label: one word, or a number in groups.
func isValue(s string) bool {
	s = strings.Trim(s, " \t\r>")
	return len(s) <= 40 && (!strings.ContainsAny(s, " \t") || strings.Trim(s, "0123456789 -#") == "")
}

// maxSection is how many lines a block between lines of dashes has at most.
const maxSection = 80

// sections takes the blocks between lines of dashes whole: those that begin with a line of a block, and the parts after
// one that hold such a line.
func sections(pieces []piece) {
	open, after := -1, false
	for i := range pieces {
		now := strings.TrimSpace(pieces[i].text)
		if !wide().MatchString(now) {
			continue
		}
		if open >= 0 {
			part := pieces[open+1 : i]
			googles := strings.HasPrefix(strings.TrimSpace(pieces[open].text), "-::~:")
			after = googles || len(part) <= maxSection &&
				(leadsIn(part) || after && slices.ContainsFunc(part, func(p piece) bool { return p.kind >= partly }))
			for j := open; after && j <= i; j++ {
				pieces[j].kind = sure
			}
			if googles {
				open, after = -1, false
				continue
			}
		}
		open = i
	}
}

// leadsIn reports whether the first line that says anything is one of a block.
func leadsIn(pieces []piece) bool {
	for _, p := range pieces {
		switch p.kind {
		case blank:
		case ruled:
			if strings.HasPrefix(spoken(p.text), "microsoft teams") {
				return true
			}
		default:
			return p.kind == sure || strings.HasPrefix(spoken(p.text), "microsoft teams ")
		}
	}
	return false
}
