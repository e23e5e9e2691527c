package site

import (
	"cmp"
	"slices"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
)

func init() {
	show(view[*content.Samhallssamtal]{
		presentation: presentation{
			alike: "Fler samtal på samma tema", style: "entry", template: "activity.html", found: 80,
			list: func(b *builder, p *listPage, keep func(*content.Entry) bool) (err error) {
				p.Sections, err = b.talkSections(only(content.List[*content.Samhallssamtal](b.content), keep))
				return err
			},
		},
		page:  (*builder).talkPage,
		shown: func(s *content.Samhallssamtal) []*content.Entry { return entriesOf(s.Projects) },
		item:  func(b *builder, s *content.Samhallssamtal) item { return b.nextItem(&s.Activity) },
		choices: func(b *builder, list content.Kind, s *content.Samhallssamtal, add func(facet int, value, title string)) {
			b.activityChoices(list, &s.Activity, add)
		},
		order: latestFirst[*content.Samhallssamtal],
		document: func(s *content.Samhallssamtal, d *search.Document) {
			activityDocument(&s.Activity, d)
			d.Text = append(d.Text, s.Question, s.Outcome)
			for _, speaker := range s.Speakers {
				d.Text = append(d.Text, speaker.Name, speaker.Role)
			}
		},
		about: func(b *builder, h *head, s *content.Samhallssamtal) []any {
			return b.aboutActivity(h, &s.Activity, s.Speakers)
		},
	})
}

// talkPage is the page of an activity, with what only talks have.
func (b *builder) talkPage(c *common, s *content.Samhallssamtal) (any, error) {
	p, err := b.activityPage(c, &s.Activity)
	if err != nil {
		return nil, err
	}
	p.Talk = s
	p.Grown, err = whole(b, "Det här växte fram ur samtalet", s.Projects)
	return p, err
}

// talkSections lists coming talks first, then past ones with a date, latest first, then those without.
func (b *builder) talkSections(talks []*content.Samhallssamtal) ([]section, error) {
	rank := func(t *content.Samhallssamtal) int {
		switch {
		case t.When.IsZero():
			return 2
		case t.Past(b.now):
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
			return x.Next(b.now).Start.Compare(y.Next(b.now).Start)
		case 1:
			return y.End().Compare(x.End())
		}
		return 0
	})
	names := []string{"Kommande samtal", "Tidigare samtal", "Teman för tidigare samtal"}
	sections, err := grouped(b, talks, func(t *content.Samhallssamtal) string { return names[rank(t)] })
	if len(sections) > 0 && sections[0].Title == names[0] {
		sections[0].State = stateComing
		if len(sections) == 1 || sections[1].Title != names[1] { // the clock will move talks there
			sections = slices.Insert(sections, 1, section{Title: names[1], kind: content.KindSamhallssamtal})
		}
		sections[1].State = statePast
	}
	if n := len(sections) - 1; err == nil && n >= 0 && sections[n].Title == names[2] {
		err = b.asQuestions(&sections[n], talks)
	}
	return sections, err
}

// asQuestions shows talks without a date by their questions alone.
func (b *builder) asQuestions(s *section, talks []*content.Samhallssamtal) error {
	s.Items, s.style = nil, "talk"
	for _, t := range talks {
		if t.When.IsZero() {
			it, err := b.renderItem(t, item{Style: s.style, Meta: t.Place})
			if err != nil {
				return err
			}
			s.Items = append(s.Items, it)
		}
	}
	return nil
}
