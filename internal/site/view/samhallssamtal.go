package view

import (
	"html/template"
	"slices"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
	"so-in.se/psi/internal/site/render"
)

func init() {
	show(view[*content.Samhallssamtal]{
		presentation: presentation{
			next:    &Step{"Lägg kalendern i din egen, så missar du inget samtal.", "Följ kalendern", "/kalender/"},
			similar: "Fler samtal på samma tema", style: "entry", template: "activity.html", found: 80,
			list: (*Views).talkSections,
		},
		page:  (*Views).talkPage,
		shown: func(s *content.Samhallssamtal) []*content.Entry { return entriesOf(s.Projects) },
		item:  func(vs *Views, s *content.Samhallssamtal) item { return vs.nextItem(&s.Activity) },
		choices: func(vs *Views, list content.Kind, l Line, s *content.Samhallssamtal, add AddChoice) {
			vs.activityChoices(list, l, &s.Activity, add)
		},
		year:  func(*content.Samhallssamtal) int { return 0 }, // only those with an occasion have one
		order: asListed[*content.Samhallssamtal],
		end:   func(s *content.Samhallssamtal) time.Time { return over(&s.Activity) },
		document: func(s *content.Samhallssamtal, d *search.Document) {
			activityDocument(&s.Activity, d)
			d.Text = append(d.Text, s.Question, s.Outcome)
			for _, speaker := range s.Speakers {
				d.Text = append(d.Text, speaker.Name, speaker.Role)
			}
		},
		about: func(vs *Views, h *render.Head, s *content.Samhallssamtal) []any {
			return vs.aboutActivity(h, s)
		},
	})
}

// talkPage is the page of an activity, with what only talks have.
func (vs *Views) talkPage(c *Common, s *content.Samhallssamtal) (any, error) {
	p, err := vs.activityPage(c, &s.Activity)
	if err != nil {
		return nil, err
	}
	p.Talk, p.Question = s, s.Question
	p.Text = p.Text || s.Question != "" || s.Outcome != "" || len(s.Speakers) > 0
	p.Grown, err = whole(vs, "Det här växte fram ur samtalet", s.Projects)
	return p, err
}

// talkSections lists coming talks first, then past ones with a date, latest first, then those without.
func (vs *Views) talkSections(lines []Line) []Section {
	names := [...]string{"Kommande samtal", "Tidigare samtal", "Teman för tidigare samtal"}
	sections := grouped(vs.comingFirst(lines), func(l Line) string {
		switch {
		case l.When == nil:
			return names[2]
		case vs.past(l):
			return names[1]
		}
		return names[0]
	})
	if len(sections) > 0 && sections[0].Title == names[0] {
		sections[0].State = StateComing
		if len(sections) == 1 || sections[1].Title != names[1] { // the clock will move talks there
			sections = slices.Insert(sections, 1, Section{Title: names[1], Kind: content.KindSamhallssamtal})
		}
		sections[1].State = StatePast
	}
	if n := len(sections) - 1; n >= 0 && sections[n].Title == names[2] {
		sections[n].style = questionStyle
	}
	return sections
}

// questionStyle is that of talks without a date, which are shown by their questions alone.
const questionStyle = "talk"

func (vs *Views) question(l Line) (template.HTML, error) {
	return vs.renderItem(l, item{Style: questionStyle, Meta: content.ActivityOf(l.Entry).Place})
}
