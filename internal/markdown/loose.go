package markdown

import (
	"strings"

	"so-in.se/psi/internal/lazyregexp"
	"so-in.se/psi/internal/problem"
)

// How lines begin that look like the items of a list, and what looks like the cells of a row.
var (
	signItem   = lazyregexp.New(`^[•·‣▪■●○◦➢➤►✓✔✗\x{f0a7}\x{f0b7}][\s\x{a0}]*(.*)$`)
	hardItem   = lazyregexp.New(`^[-+*]\x{a0}[\s\x{a0}]*(.*)$`)
	dashItem   = lazyregexp.New(`^[–—][\s\x{a0}]+(.*)$`)
	tightItem  = lazyregexp.New(`^-([^\s\x{a0}\d-].*)$|^\*([^\s\x{a0}*][^*]*)$`)
	letterItem = lazyregexp.New(`^[a-zA-Z]\)[\s\x{a0}]*(.*)$`)
	numberItem = lazyregexp.New(`^(\d{1,2}[.)])[\s\x{a0}]*([^\d\s].*)$`)
	tabbed     = lazyregexp.New(`\S[ ]*\t+[ ]*\S`)
)

// looseList tells of lines that look like the items of a list and run together.
func (c *converter) looseList(lines []string, at func(int) int) bool {
	var mended []string
	first, sure := -1, false
	for i, line := range lines {
		item := ""
		switch {
		case signItem().MatchString(line):
			item, sure = "- "+signItem().FindStringSubmatch(line)[1], true
		case hardItem().MatchString(line):
			item, sure = "- "+hardItem().FindStringSubmatch(line)[1], true
		case dashItem().MatchString(line):
			item = "- " + dashItem().FindStringSubmatch(line)[1]
		case tightItem().MatchString(line):
			m := tightItem().FindStringSubmatch(line)
			item = "- " + m[1] + m[2]
		case letterItem().MatchString(line):
			item = "- " + letterItem().FindStringSubmatch(line)[1]
		case numberItem().MatchString(line):
			m := numberItem().FindStringSubmatch(line)
			item = m[1] + " " + m[2]
		default:
			continue
		}
		if first < 0 {
			first = i
		}
		mended = append(mended, item)
	}
	if first < 0 || !sure && len(mended) < 2 {
		return false
	}
	const most = 4
	if len(mended) > most {
		mended = append(mended[:most], "…")
	}
	c.report(at(first), problem.LooseMarkup, "De här raderna visas efter varandra i ett stycke, inte som en lista.",
		"Skriv listan så här, med en tom rad före:\n"+strings.Join(mended, "\n")+
			"\nÄr det repliker eller egna stycken: skriv en tom rad mellan dem.")
	return true
}

// looseTable tells of lines that look like the rows of a table and run together.
func (c *converter) looseTable(lines []string, at func(int) int) {
	var rows [][]string
	first := -1
	for i, line := range lines {
		var cells []string
		switch bar := strings.Trim(line, "| "); {
		case strings.Count(line, "|") >= 2 && !strings.Contains(line, `\|`):
			if strings.Trim(line, "|-:– \t") == "" {
				continue // between the head and the rest
			}
			cells = strings.Split(bar, "|")
		case tabbed().MatchString(line):
			cells = strings.FieldsFunc(line, func(r rune) bool { return r == '\t' })
		default:
			continue
		}
		if first < 0 {
			first = i
		}
		rows = append(rows, cells)
	}
	if len(rows) < 2 {
		return
	}
	columns := 0
	for _, cells := range rows {
		columns = max(columns, len(cells))
	}
	row := func(cells []string) string {
		padded := make([]string, columns)
		for i := range cells {
			padded[i] = strings.TrimSpace(cells[i])
		}
		return "| " + strings.Join(padded, " | ") + " |"
	}
	hint := "Skriv tabellen så här, med en tom rad före:\n" + row(rows[0]) + "\n|" + strings.Repeat(" --- |",
		columns) + "\n" + row(rows[1])
	if len(rows) > 2 {
		hint += "\n…"
	}
	c.report(at(first), problem.LooseMarkup, "De här raderna visas efter varandra i ett stycke, inte som en tabell.",
		hint)
}
