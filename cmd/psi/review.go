package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// review is the command psi review.
type review struct {
	Format string `default:"text" enum:"text,markdown,json" help:"How to print: text for people, markdown for an issue on GitHub, json for tools."`
	Due    bool   `help:"Only what is to be looked over by now; nothing when there is none."`
	Now    string `placeholder:"TIME" help:"Tell what is due at this time, Stockholm time: 2027-05-10. The clock's unless given."`
}

// Run lists what there is to do.
func (c *review) Run(cli *commands, w world) error {
	now, err := w.timeOf(c.Now)
	if err != nil {
		return err
	}
	src, err := openSources(cli.Dir, "")
	if err != nil {
		return err
	}
	folder, err := fs.Sub(src, "content")
	if err != nil {
		return err
	}
	all, err := content.Load(folder, content.Options{})
	if problems, ok := errors.AsType[problem.List](err); ok {
		return cmp.Or(problems.Text(w.stderr, sourceOf(src)), error(failure{}))
	}
	if err != nil {
		return err
	}
	today := swedish.DateOf(now)
	list := all.Reviews()
	if c.Due {
		list = slices.DeleteFunc(list, func(r content.Review) bool { return !r.IsDue(today) })
		if len(list) == 0 && c.Format != "json" {
			return nil
		}
	}
	switch c.Format {
	case "json":
		return printReviewsJSON(w.stdout, list, today)
	case "markdown":
		return printReviews(w.stdout, list, today, layout{"## %s\n\n", "- `%s`: %s\n", "  - %s\n"})
	}
	return printReviews(w.stdout, list, today, layout{"%s\n", "  %s: %s\n", "    – %s\n"})
}

// layout is how a list is printed: its headings, an entry with its file, and what there is to do about it.
type layout struct{ heading, entry, item string }

// printReviews prints what there is to do: what is due, what is to be completed, and what is due later.
func printReviews(w io.Writer, list []content.Review, today swedish.Date, l layout) error {
	var due, incomplete, later strings.Builder
	for _, r := range list {
		tell := func(part *strings.Builder, more string) {
			text := problem.OneLine(r.Entry.Title) + more
			if r.Owner != "" {
				text += " Ansvarig: " + problem.OneLine(r.Owner) + "."
			}
			fmt.Fprintf(part, l.entry, "content/"+problem.OneLine(r.Entry.File), text)
		}
		switch {
		case r.Never:
			tell(&due, ". Ingen har granskat sidan än.")
		case r.IsDue(today):
			tell(&due, fmt.Sprintf(". Skulle granskas senast %s. Granskades %s.",
				swedish.ShortDate(r.Due), swedish.ShortDate(r.Entry.Reviewed)))
		case !r.Due.IsZero():
			tell(&later, ". Granskas senast "+swedish.ShortDate(r.Due)+".")
		}
		if len(r.Entry.ToComplete) > 0 {
			tell(&incomplete, ".")
			for _, what := range r.Entry.ToComplete {
				fmt.Fprintf(&incomplete, l.item, problem.OneLine(what))
			}
		}
	}
	var parts []string
	for _, part := range []struct{ title, text string }{
		{"Granska nu", due.String()},
		{"Att komplettera", incomplete.String()},
		{"Granska senare", later.String()},
	} {
		if part.text != "" {
			parts = append(parts, fmt.Sprintf(l.heading, part.title)+part.text)
		}
	}
	if len(parts) == 0 {
		parts = []string{"Det finns inget att granska eller komplettera.\n"}
	}
	_, err := io.WriteString(w, strings.Join(parts, "\n"))
	return err
}

// reviewJSON is a review as tools read it. Days are in the form 2027-05-10.
type reviewJSON struct {
	File       string   `json:"file"`
	Address    string   `json:"address"`
	Title      string   `json:"title"`
	Owner      string   `json:"owner,omitempty"`
	Reviewed   string   `json:"reviewed,omitempty"`
	DueBy      string   `json:"due_by,omitempty"`
	Due        bool     `json:"due"`
	ToComplete []string `json:"to_complete,omitempty"`
}

func printReviewsJSON(w io.Writer, list []content.Review, today swedish.Date) error {
	all := make([]reviewJSON, len(list))
	for i, r := range list {
		all[i] = reviewJSON{
			File: "content/" + r.Entry.File, Address: r.Entry.Address, Title: r.Entry.Title, Owner: r.Owner,
			Reviewed: r.Entry.Reviewed.String(), DueBy: r.Due.String(), Due: r.IsDue(today),
			ToComplete: r.Entry.ToComplete,
		}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(all)
}
