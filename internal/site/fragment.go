package site

import (
	"html/template"
	"strings"
	"sync"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/swedish"
)

// fragments keeps pieces that many pages have alike, each rendered once: the way to a folder, the link to a part, a day in its box.
type fragments struct{ done sync.Map }

// fragmentKey names a fragment: its template, and what it is of.
type fragmentKey struct {
	template string
	of       any
}

// fragment renders a template for something that many pages name, or gives it as rendered before.
func (b *builder) fragment(name string, of, data any) (template.HTML, error) {
	key := fragmentKey{name, of}
	if done, ok := b.fragments.done.Load(key); ok {
		html, _ := done.(template.HTML)
		return html, nil
	}
	var out strings.Builder
	if err := b.templates.execute(&out, name, data); err != nil {
		return "", err
	}
	html := template.HTML(out.String()) // the template escapes
	b.fragments.done.Store(key, html)
	return html, nil
}

// joined renders a template for each of some entries, one after another.
func joined[T content.Typed](b *builder, name string, entries []T) (template.HTML, error) {
	var all strings.Builder
	for _, e := range entries {
		html, err := b.fragment(name, e.Common(), e)
		if err != nil {
			return "", err
		}
		all.WriteString(string(html))
	}
	return template.HTML(all.String()), nil
}

// way is what parts/crumbs.html is executed with.
type way struct {
	Steps []crumb
	// Foreign tells that the page is in another language than the way to it.
	Foreign bool
}

// way renders the way from the start page to a page in a language.
func (b *builder) way(address, lang string) (template.HTML, error) {
	parent := address[:strings.LastIndex(strings.TrimSuffix(address, "/"), "/")+1]
	if address == "/" {
		parent = ""
	}
	key := struct {
		parent  string
		foreign bool
	}{parent, lang != "sv"}
	return b.fragment("parts/crumbs.html", key, way{b.crumbs(address), key.foreign})
}

// dateBlock renders a day in its box.
func (b *builder) dateBlock(day swedish.Date) (template.HTML, error) {
	return b.fragment("parts/date.html", day, dateBox{
		Machine: day.String(), Weekday: short(swedish.WeekdayName(day.Weekday())), Day: day.Day, Month: shortMonths[day.Month-1], Year: day.Year,
	})
}

// dateBox is what parts/date.html is executed with. Weekday and Month are short: "tis", "maj".
type dateBox struct {
	Machine, Weekday string
	Day              int
	Month            string
	Year             int
}

// facts gathers the links of a page's facts.
func (b *builder) facts(c *common, e *content.Entry) (err error) {
	if c.Crumbs, err = b.way(e.Address, e.Lang); err != nil {
		return err
	}
	if c.Themes, err = joined(b, "parts/theme-tag.html", e.Themes); err != nil {
		return err
	}
	if c.Areas, err = joined(b, "parts/fact-link.html", e.Areas); err != nil {
		return err
	}
	c.Sources, err = joined(b, "parts/source.html", e.Sources)
	return err
}
