package render

import (
	"html/template"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/swedish"
)

// fragmentKey names a fragment: its template, and what it is of.
type fragmentKey struct {
	template string
	of       any
}

// Fragment renders a template for something that many pages name, or gives it as rendered before.
func (r *Renderer) Fragment(name string, of, data any) (template.HTML, error) {
	key := fragmentKey{name, of}
	if done, ok := r.fragments.Load(key); ok {
		html, _ := done.(template.HTML)
		return html, nil
	}
	var out strings.Builder
	if err := r.templates.execute(&out, name, data); err != nil {
		return "", err
	}
	html := template.HTML(out.String()) // the template escapes
	r.fragments.Store(key, html)
	return html, nil
}

// Joined renders a template for each of some entries, one after another.
func Joined[T content.Typed](r *Renderer, name string, entries []T) (template.HTML, error) {
	var all strings.Builder
	for _, e := range entries {
		html, err := r.Fragment(name, e.Common(), e)
		if err != nil {
			return "", err
		}
		all.WriteString(string(html))
	}
	return template.HTML(all.String()), nil
}

// way is what parts/crumbs.html is executed with.
type way struct {
	Steps []model.Crumb
	// Foreign tells that the page is in another language than the way to it.
	Foreign bool
}

// Way renders the way from the start page to a page in a language.
func (r *Renderer) Way(address, lang string) (template.HTML, error) {
	parent := model.Parent(address)
	if address == "/" {
		parent = ""
	}
	key := struct {
		parent  string
		foreign bool
	}{parent, lang != "sv"}
	return r.Fragment("parts/crumbs.html", key, way{r.Model.Crumbs(address), key.foreign})
}

// DateBlock renders a day in its box.
func (r *Renderer) DateBlock(day swedish.Date) (template.HTML, error) {
	return r.Fragment("parts/date.html", day, dateBox{
		Machine: day.String(), Weekday: short(swedish.WeekdayName(day.Weekday())), Day: day.Day,
		Month: shortMonths[day.Month-1], Year: day.Year,
	})
}

// dateBox is what parts/date.html is executed with. Weekday and Month are short: "tis", "maj".
type dateBox struct {
	Machine, Weekday string
	Day              int
	Month            string
	Year             int
}

// shortMonths are the months as dates in small boxes have them: names of four letters are not cut.
var shortMonths = [...]string{"jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"}

// short returns the first three letters.
func short(word string) string { return string([]rune(word)[:3]) }
