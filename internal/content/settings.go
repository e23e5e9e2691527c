package content

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/problem"
)

// Settings is what site.yaml says of the site as a whole.
type Settings struct {
	Name, ShortName string
	// Address is the site's own: "https://www.so-in.se", without a slash at its end.
	Address     string
	Description string
	// Owner is who publishes the site.
	Owner string
	// Email is where readers and subscribers reach the network; calendars name it as their organiser.
	Email, Phone string
	Postal       []string
	Menu, Footer []MenuItem
}

// MenuItem is a link to an entry in the menu or the footer.
type MenuItem struct {
	Title   string
	Address string
	path    string
	pos     frontmatter.Pos
}

// readSettings reads site.yaml.
func (l *loader) readSettings() {
	if _, err := fs.Stat(l.src, settingsFile); errors.Is(err, fs.ErrNotExist) {
		l.problems.Add(problemAt(settingsFile, 0, 0, problem.MissingFile, "Filen site.yaml finns inte.",
			"Lägg till den i content/ med webbplatsens namn och adress:\nname: Partnerskapet för sociala innovationer i Örebro län\naddress: https://www.so-in.se\nemail: info@exempel.se"))
		return
	}
	src, fault := l.read(settingsFile, nil)
	if fault != nil {
		l.problems.Add(*fault)
		return
	}
	doc, problems := frontmatter.ParseYAML(settingsFile, src)
	if len(problems) > 0 {
		l.problems = append(l.problems, problems...)
		return
	}
	s := &l.settings
	d := doc.Decoder(frontmatter.Options{Aliases: settingsAliases})
	d.Text("name", &s.Name, frontmatter.Required("name: Partnerskapet för sociala innovationer i Örebro län"))
	d.Text("short_name", &s.ShortName)
	d.URL("address", &s.Address, frontmatter.Required("address: https://www.so-in.se"))
	d.Text("description", &s.Description)
	d.Text("owner", &s.Owner)
	d.Email("email", &s.Email, frontmatter.Required("email: info@exempel.se"))
	d.Phone("phone", &s.Phone)
	d.Texts("postal", &s.Postal)
	d.Each("menu", menuItem(&s.Menu))
	d.Each("footer", menuItem(&s.Footer))
	l.problems = append(l.problems, d.Close()...)
	if s.ShortName == "" {
		s.ShortName = s.Name
	}
}

func menuItem(dst *[]MenuItem) func(*frontmatter.Decoder) {
	return func(d *frontmatter.Decoder) {
		var item MenuItem
		d.Text("title", &item.Title, frontmatter.Required("title: Om PSI"))
		d.Text("path", &item.path, frontmatter.Required("path: om/index.md"))
		item.pos = d.Pos("path")
		*dst = append(*dst, item)
	}
}

// resolve finds the entries that the menus lead to.
func (s *Settings) resolve(l *loader) {
	r := &resolver{loader: l, from: &Entry{File: settingsFile}}
	for _, items := range [][]MenuItem{s.Menu, s.Footer} {
		for i := range items {
			item := &items[i]
			if item.path == "" {
				continue
			}
			if item.Address = r.menu(item.path); r.fault != nil {
				l.problems.Add(problemAt(settingsFile, item.pos.Line, item.pos.Column, r.fault.Kind, r.fault.Message, r.fault.Hint))
			}
		}
	}
}

// menu gives the address of the content file that a menu leads to.
func (r *resolver) menu(file string) string {
	r.fault = nil
	if strings.ContainsAny(file, ":#?") {
		r.fail(problem.BrokenLink, fmt.Sprintf("En meny kan bara leda till en fil i content/, inte till ”%s”.", file), "Skriv vägen till filen, till exempel om/vision.md")
		return ""
	}
	return r.link(file).URL
}
