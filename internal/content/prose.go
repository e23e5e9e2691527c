package content

import (
	"unicode/utf8"

	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// HouseWord is a word that is to be written in another way.
type HouseWord struct{ Word, Write string }

var houseWordShape = shape[HouseWord]{fields: []field[HouseWord]{
	text(Field{
		Key: "word", Label: "Ord", Help: "Ordet som inte ska stå.", Required: true, Example: "hemsidan", Aliases: "ord",
	}, func(w *HouseWord) *string { return &w.Word }),
	text(Field{
		Key: "write", Label: "Skriv", Help: "Det som ska stå i stället.", Required: true, Example: "webbplatsen",
		Aliases: "skriv",
	}, func(w *HouseWord) *string { return &w.Write }),
}}

// checkProse looks at the words and dates in titles and summaries. Those in texts are looked at when these are
// converted.
func (l *loader) checkProse() {
	for _, f := range l.files {
		e := f.entry.Common()
		l.prose(f, "title", e.Title, e.titlePos)
		l.prose(f, "summary", e.Summary, e.summaryPos)
	}
}

func (l *loader) prose(f *source, key, text string, at frontmatter.Pos) {
	e := f.entry.Common()
	for _, w := range swedish.WrongWeekdays(text, swedish.DateOf(e.dated.day)) {
		l.problems.Add(problemAt(e.File, at.Line, at.Column, problem.WrongWeekday, w.Message(), w.Hint()))
	}
	for _, w := range l.words.In(text) {
		p := problemAt(e.File, at.Line, at.Column, problem.HouseWord, w.Message(), w.Hint())
		// Where in the file the word stands is found out by reading it again, since hardly any text has one.
		if src, fault := l.read(f.name, f.listing); fault == nil {
			doc, _ := frontmatter.Parse(f.name, src)
			place := textAt(&decoder{Decoder: doc.Decoder(frontmatter.Options{})}, key)
			if p.Fix = place.edit(text, w.Offset, w.Offset+len(w.Written), w.Write); !p.Fix.IsZero() {
				p.Column = p.Fix.Column
			}
		}
		l.problems.Add(p)
	}
}

// textPlace is where a text in a header begins, and whether the file holds it from there on as it was read.
type textPlace struct {
	frontmatter.Pos
	exact bool
}

// textAt returns the place of the text of a key.
func textAt(d *decoder, key string) (at textPlace) {
	at.Pos, at.exact = d.TextPos(key)
	return at
}

// edit returns the edit that writes something else between two offsets of the text; the zero Fix when the file does not
// hold it as it was read.
func (at textPlace) edit(text string, from, to int, write string) problem.Fix {
	if !at.exact {
		return problem.Fix{}
	}
	column := at.Column + utf8.RuneCountInString(text[:from])
	return problem.Fix{
		Line: at.Line, Column: column,
		EndLine: at.Line, EndColumn: column + utf8.RuneCountInString(text[from:to]), Text: write,
	}
}
