package view

import (
	"cmp"
	"slices"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
	"so-in.se/psi/internal/site/render"
)

func init() {
	show(view[*content.Samhallssamtal]{
		presentation: presentation{
			next:    &Step{"Lägg kalendern i din egen, så missar du inget samtal.", "Följ kalendern", "/kalender/"},
			similar: "Fler samtal på samma tema", style: "entry", template: "activity.html", found: 80,
			list: func(vs *Views, l *List, keep func(*content.Entry) bool) (err error) {
				l.Sections, err = vs.talkSections(only(content.List[*content.Samhallssamtal](vs.Model.Content), keep))
				return err
			},
		},
		page:  (*Views).talkPage,
		shown: func(s *content.Samhallssamtal) []*content.Entry { return entriesOf(s.Projects) },
		item:  func(vs *Views, s *content.Samhallssamtal) item { return vs.nextItem(&s.Activity) },
		choices: func(vs *Views, list content.Kind, s *content.Samhallssamtal, add AddChoice) {
			vs.activityChoices(list, &s.Activity, add)
		},
		order: latestFirst[*content.Samhallssamtal],
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
func (vs *Views) talkSections(talks []*content.Samhallssamtal) ([]Section, error) {
	rank := func(t *content.Samhallssamtal) int {
		switch {
		case t.When.IsZero():
			return 2
		case t.Past(vs.Model.Now):
			return 1
		}
		return 0
	}
	slices.SortStableFunc(talks, func(x, y *content.Samhallssamtal) int {
		if r := cmp.Compare(rank(x), rank(y)); r != 0 {
			return r
		}
		switch rank(x) {
		case 0:
			return x.Next(vs.Model.Now).Start.Compare(y.Next(vs.Model.Now).Start)
		case 1:
			return y.End().Compare(x.End())
		}
		return 0
	})
	names := []string{"Kommande samtal", "Tidigare samtal", "Teman för tidigare samtal"}
	sections, err := Grouped(vs, talks, func(t *content.Samhallssamtal) string { return names[rank(t)] })
	if len(sections) > 0 && sections[0].Title == names[0] {
		sections[0].State = StateComing
		if len(sections) == 1 || sections[1].Title != names[1] { // the clock will move talks there
			sections = slices.Insert(sections, 1, Section{Title: names[1], Kind: content.KindSamhallssamtal})
		}
		sections[1].State = StatePast
	}
	if n := len(sections) - 1; err == nil && n >= 0 && sections[n].Title == names[2] {
		err = vs.asQuestions(&sections[n], talks)
	}
	return sections, err
}

// asQuestions shows talks without a date by their questions alone.
func (vs *Views) asQuestions(s *Section, talks []*content.Samhallssamtal) error {
	s.Items, s.style = nil, "talk"
	for _, t := range talks {
		if t.When.IsZero() {
			it, err := vs.renderItem(t, item{Style: s.style, Meta: t.Place})
			if err != nil {
				return err
			}
			s.Items = append(s.Items, it)
		}
	}
	return nil
}
