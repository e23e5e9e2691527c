package frontmatter

import (
	"strings"

	"so-in.se/psi/internal/lazyregexp"
)

const (
	missingDashBlank = "Det saknas ett blanksteg efter bindestrecket."
	afterDash        = "Skriv ett blanksteg efter bindestrecket:"
	withoutKey       = "Raden saknar en nyckel med kolon efter."
	writeKey         = "Skriv nyckel, kolon, blanksteg och värde: title: Stormöte i Kumla."
	aroundAll        = "Sätt citattecken runt hela texten:"
	otherItems       = "I nycklarna börjar varje del av en lista med bindestreck."
	withDashes       = "Skriv bindestreck och blanksteg först:"
)

// directive finds a line that begins with %, which YAML takes for an instruction to itself.
func (d *diagnosis) directive() bool {
	for _, n := range d.suspects() {
		if strings.HasPrefix(d.text(n), "%") {
			return d.found(n, 0, "Raden börjar med %, som har en särskild betydelse i YAML.",
				"Ta bort raden, eller skriv # först på den om det är en kommentar.")
		}
	}
	return false
}

// special finds a value that begins with a character that means something to YAML.
func (d *diagnosis) special() bool {
	for _, n := range d.suspects() {
		e := parseEntry(d.text(n))
		if e.value == "" || e.tight || !strings.Contains("@`%*&!|>[]{},-?", e.value[:1]) || !d.near(n, e) {
			continue
		}
		sign := e.value[:1]
		if items := listItems(d.lines, n); len(items) > 0 {
			return d.mend(n, e.at, otherItems, withDashes, items...)
		}
		if e.key == "" && e.at == 0 {
			return d.found(n, 0, "Raden börjar med "+sign+", som har en särskild betydelse i YAML.",
				"Skriv en nyckel, kolon, blanksteg och värdet: title: Stormöte i Kumla.")
		}
		return d.mend(n, e.at, "Texten börjar med "+sign+", som har en särskild betydelse i YAML.",
			aroundAll, e.with(quote(e.value)))
	}
	return false
}

// otherItem matches an item of a list that begins with another sign than a dash.
var otherItem = lazyregexp.New(`^( *)(?:[*+•·●○▪‣⁃–—−][ \t\x{a0}]+|\*)([^\s*][^*]*)$`)

// listItems returns the lines from line n on that are items of a list with other signs than dashes, with dashes; none
// when they do not stand below a key without a value.
func listItems(lines []string, n int) []string {
	above := n - 1
	for above > 0 && (strings.TrimSpace(lines[above-1]) == "" || otherItem().MatchString(lines[above-1])) {
		above--
	}
	if above == 0 {
		return nil
	}
	if e := parseEntry(lines[above-1]); e.key == "" || e.value != "" {
		return nil
	}
	var items []string
	for ; n <= len(lines); n++ {
		m := otherItem().FindStringSubmatch(lines[n-1])
		if m == nil {
			break
		}
		items = append(items, m[1]+"- "+Scalar(strings.TrimSpace(m[2])))
	}
	return items
}

// near reports whether YAML gave up because of how the value of the entry on line n begins.
func (d *diagnosis) near(n int, e entry) bool {
	rest := e.value[1:]
	switch e.value[0] {
	case '[', '{':
		closing := strings.IndexByte(rest, map[byte]byte{'[': ']', '{': '}'}[e.value[0]])
		return closing >= 0 && closing < len(rest)-1 && n == d.err.Mark.Line &&
			d.says("did not find expected key", "mapping values")
	case '-':
		return (rest == "" || rest[0] == ' ') && d.says("block sequence entries") && n == d.err.Mark.Line
	case '?':
		return strings.HasPrefix(rest, " ") && d.says("mapping keys")
	case '|', '>':
		return d.says("block scalar") && n == d.err.ContextMark.Line
	}
	return n == d.err.Mark.Line && e.at <= d.offset(d.err.Mark) && !d.says("mapping values", "flow")
}

// unclosedBracket finds a list or mapping between brackets that does not end, or lacks a comma.
func (d *diagnosis) unclosedBracket() bool {
	if !d.says("while parsing a flow") {
		return false
	}
	n, from := d.err.ContextMark.Line, d.offset(d.err.ContextMark)
	text := d.text(n)
	if from >= len(text) {
		return false
	}
	closing := "]"
	if text[from] == '{' {
		closing = "}"
	}
	if strings.Contains(text[from:], closing) {
		return d.found(
			d.line, d.offset(d.err.Mark),
			"Här saknas ett kommatecken mellan två delar av listan, eller citattecken runt en text.",
			"Skriv kommatecken mellan delarna: themes: [integration, kultur]. "+
				"Hör "+text[from:from+1]+" till en text, så sätt citattecken runt hela texten.",
		)
	}
	message := "Listan börjar med " + text[from:from+1] + " här men avslutas aldrig med " + closing + "."
	if strings.TrimSpace(text[from+1:]) != "" {
		return d.mend(n, from, message, "Skriv "+closing+" sist:", strings.TrimRight(text, " ,")+closing)
	}
	return d.found(n, from, message, "Skriv "+closing+" där listan slutar, och kommatecken mellan delarna.")
}

// missingBlank finds title:Stormöte.
func (d *diagnosis) missingBlank() bool {
	if !d.says(noColon, "mapping values", "did not find expected key") {
		return false
	}
	for _, n := range d.suspects() {
		if e := parseEntry(d.text(n)); e.tight && e.value != "" && keyLine(e.line) {
			return d.mend(
				n, e.colon+1, "Det saknas ett blanksteg efter kolonet.",
				"Skriv ett blanksteg efter "+e.key+":", e.with(e.value),
			)
		}
	}
	return false
}

// colonInText finds title: Stormöte: höst, and a colon in a text that goes on from the line above.
func (d *diagnosis) colonInText() bool {
	if !d.says("mapping values") {
		return false
	}
	n := min(d.err.Mark.Line, len(d.lines))
	e, colon := parseEntry(d.text(n)), d.offset(d.err.Mark)
	const message = "Texten innehåller ett kolon och måste därför stå inom citattecken."
	if e.key != "" && colon > e.colon && e.value != "" {
		value := e.value
		if i := strings.Index(value, " # "); i >= 0 {
			value = strings.TrimSpace(value[:i])
		}
		return d.mend(n, colon, message, aroundAll, e.with(quote(value)))
	}
	if above := d.before(n); above > 0 && e.indent > parseEntry(d.text(above)).indent &&
		(e.key == "" || strings.Contains(e.key, " ")) {
		return d.found(
			n, colon, message, "Sätt ett citattecken där texten börjar, på rad ovanför, och ett där den slutar.",
		)
	}
	return false
}

// notAKey finds a line without a colon where a key should be.
func (d *diagnosis) notAKey() bool {
	n := d.err.ContextMark.Line
	if !d.says(noColon) || n < 1 || n > len(d.lines) {
		return false
	}
	e := parseEntry(d.text(n))
	above := d.before(n)
	if key, value, ok := strings.Cut(e.value, "="); ok && isKey(strings.TrimSpace(key)) {
		return d.mend(n, e.at+len(key), "Mellan nyckeln och värdet ska det stå kolon, inte likhetstecken.",
			"Skriv så här:", e.line[:e.at]+strings.TrimSpace(key)+": "+strings.TrimSpace(value))
	}
	switch {
	case above > 0 && strings.HasPrefix(strings.TrimSpace(d.text(above)), "- ") && strings.HasPrefix(e.value, "-"):
		return d.mend(n, e.indent, missingDashBlank, afterDash, e.line[:e.indent]+"- "+e.value[1:])
	case above > 0 && strings.HasPrefix(strings.TrimSpace(d.text(above)), "- "):
		item := parseEntry(d.text(above))
		return d.mend(n, e.indent, "Raden hör till en lista men saknar bindestreck.",
			"Skriv ett bindestreck och ett blanksteg först:", item.line[:item.indent]+"- "+e.value)
	case above > 0 && above < n-1 || above == 0:
		return d.found(
			n, e.indent, withoutKey,
			"Är det här sidan börjar? Skriv då --- på en egen rad ovanför. "+
				"Annars: skriv nyckel, kolon, blanksteg och värde.",
		)
	}
	return d.found(
		n, e.indent, withoutKey,
		writeKey+" Fortsätter texten från raden ovanför, så dra in den med två blanksteg.",
	)
}

// indentation finds a line that begins further in or out than it should.
func (d *diagnosis) indentation() bool {
	if !d.says(
		"did not find expected key", "mapping values", "did not find expected '-'", "<document start>",
		"block sequence entries",
	) {
		return false
	}
	n := d.line
	if e := parseEntry(d.text(1)); d.says("<document start>") && e.indent > 0 {
		return d.mend(1, e.indent, "Raden är indragen men har ingen nyckel ovanför som den hör till.",
			"Ta bort blankstegen först på raden:", strings.TrimLeft(e.line, " "))
	}
	e := parseEntry(d.text(n))
	if d.before(n) == 0 {
		return false
	}
	right := d.indented(n, e)
	if above := d.before(n); parseEntry(d.text(above)).key == "" && !strings.HasPrefix(d.text(above), " ") {
		return d.found(above, 0, withoutKey, writeKey)
	}
	if right == e.line {
		return d.found(n, e.indent, "Raden passar inte ihop med raden ovanför.",
			"En nyckel har antingen ett värde på sin egen rad eller en lista eller egna nycklar på raderna under sig.")
	}
	return d.mend(n, e.indent, "Raden har fel indrag: den börjar inte rakt under raderna som den hör ihop med.",
		"Flytta raden så att den börjar rakt under raden ovanför:", right)
}

// indented returns the line of an entry as it should stand below the line above: as far in, or two blanks more below a
// key without a value.
func (d *diagnosis) indented(n int, e entry) string {
	above := d.before(n)
	if above == 0 {
		return e.line[e.indent:]
	}
	a := parseEntry(d.text(above))
	start := a.indent
	if a.key != "" && !strings.HasPrefix(e.line[e.indent:], "- ") {
		start = a.colon - len(a.key) // after the dash of a list
	}
	indent := strings.Repeat(" ", len(strings.ReplaceAll(a.line[:start], "\t", "  ")))
	if a.key != "" && a.value == "" {
		indent += "  "
	}
	return indent + e.line[e.indent:]
}

// anything is what there is to say when no slip was recognized.
func (d *diagnosis) anything() bool {
	return d.found(d.line, d.offset(d.err.Mark), "Nycklarna går inte att läsa från och med den här raden.",
		"Varje nyckel ska stå på en egen rad: nyckel, kolon, blanksteg och värde. "+
			"Sätt citattecken runt en text med ovanliga tecken: title: \"Stormöte: höst\".")
}
