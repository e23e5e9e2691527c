package view

import (
	"cmp"
	"slices"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/site/render"
	"so-in.se/psi/internal/site/schemaorg"
	"so-in.se/psi/internal/swedish"
)

func init() {
	show(view[*content.Call]{
		presentation: presentation{
			style: "entry", template: "call.html", found: 40,
			next: &Step{"Prata igenom idén innan ni söker.", "Få råd", "/radgivning/"},
			Steps: []model.Crumb{
				{Title: "Fråga en rådgivare", Address: "/radgivning/"},
				{Title: "Se vilka som delar ut pengar", Address: "/finansiarer/"},
			},
			offer: func(add AddChoice) {
				for _, state := range callOrder {
					add(FacetState, swedish.Slug(string(state)), callSectionTitles[state])
				}
			},
			list: (*Views).callSections,
		},
		page: (*Views).callPage,
		item: (*Views).callItem,
		choices: func(vs *Views, _ content.Kind, _ Line, c *content.Call, add AddChoice) {
			state := c.State(vs.Model.Now)
			add(FacetState, swedish.Slug(string(state)), callSectionTitles[state])
		},
		order: asListed[*content.Call],
		end:   (*content.Call).End,
		document: func(c *content.Call, d *search.Document) {
			d.Facts, d.Text = model.JoinFacts(title(c.Funder), string(c.Level), closing(c)), []string{c.ForWhom}
		},
		about: (*Views).aboutCall,
	})
}

// callPage is what call.html is executed with.
type callPage struct {
	Common         *Common
	Call           *content.Call
	State, Style   string
	Open           bool
	Opens, Closing string
	// Start, Soon and End are those of the call's item.
	Start, Soon, End string
}

func (vs *Views) callPage(c *Common, call *content.Call) (any, error) {
	state := call.State(vs.Model.Now)
	p := callPage{
		Common: c, Call: call, State: swedish.Capital(string(state)), Style: swedish.Slug(string(state)),
		Open: state == content.CallOpen || state == content.CallClosing, Closing: swedish.FormatMoment(call.Closes),
	}
	p.Start, p.Soon, p.End = callInstants(call)
	if !call.Opens.IsZero() {
		p.Opens = swedish.FormatMoment(call.Opens)
	}
	return p, nil
}

// callItem shows a call by where it stands.
func (vs *Views) callItem(c *content.Call) item {
	state := c.State(vs.Model.Now)
	it := item{
		Meta: swedish.Capital(model.JoinFacts(title(c.Funder), string(c.Level), closing(c))),
		Tag:  swedish.Capital(string(state)), TagStyle: swedish.Slug(string(state)),
	}
	if state == content.CallClosed {
		it.State = "past"
	}
	it.Start, it.Soon, it.End = callInstants(c)
	return it
}

// callInstants returns the times at which a call changes its state, for the script that keeps pages true. The first may
// be empty.
func callInstants(c *content.Call) (start, soon, end string) {
	if !c.Opens.IsZero() {
		start = c.Opens.Time.Format(time.RFC3339)
	}
	return start, c.ClosingSoon().Format(time.RFC3339), c.End().Format(time.RFC3339)
}

// closing says when a call closes.
func closing(c *content.Call) string {
	text := "sista dag " + swedish.ShortDate(c.Closes.Date())
	if !c.Closes.WholeDay {
		text += " kl. " + swedish.FormatClock(c.Closes.Time)
	}
	return text
}

// callSections lists calls by where they stand: first those that can be applied for, the closed ones last.
// Each has a section, if an empty one, for the clock to move calls to.
func (vs *Views) callSections(lines []Line) []Section {
	if len(lines) == 0 {
		return nil
	}
	lines = slices.Clone(lines)
	slices.SortStableFunc(lines, func(l, m Line) int {
		x, _ := l.Entry.(*content.Call)
		y, _ := m.Entry.(*content.Call)
		rank := func(c *content.Call) int { return slices.Index(callOrder, c.State(vs.Model.Now)) }
		if r := cmp.Compare(rank(x), rank(y)); r != 0 {
			return r
		}
		if x.State(vs.Model.Now) == content.CallClosed {
			return y.End().Compare(x.End())
		}
		return 0
	})
	listed := grouped(lines, groupOf(func(c *content.Call) string {
		return callSectionTitles[c.State(vs.Model.Now)]
	}))
	sections := make([]Section, len(callOrder))
	for i, state := range callOrder {
		sections[i] = Section{
			Title: callSectionTitles[state], State: swedish.Slug(string(state)), Kind: content.KindCall,
		}
		for _, s := range listed {
			if s.Title == sections[i].Title {
				sections[i].Lines = s.Lines
			}
		}
	}
	return sections
}

// callOrder is the order in which calls are shown by where they stand, and callSectionTitles name their sections.
var (
	callOrder = []content.CallState{
		content.CallClosing, content.CallOpen, content.CallComing, content.CallClosed,
	}
	callSectionTitles = map[content.CallState]string{
		content.CallClosing: "Stänger snart", content.CallOpen: "Öppna nu",
		content.CallComing: "Öppnar senare", content.CallClosed: "Stängda",
	}
)

func (vs *Views) aboutCall(h *render.Head, c *content.Call) []any {
	node := &schemaorg.Grant{
		Type: "MonetaryGrant", Name: h.Title, Description: h.Description, URL: h.Canonical,
		PotentialAction: &schemaorg.ApplyAction{
			Type: "ApplyAction", StartTime: model.MachineMoment(c.Opens), EndTime: c.End().Format(time.RFC3339),
			Target: c.Web,
		},
	}
	if c.Funder != nil {
		node.Funder = vs.Reference(&c.Funder.Entry)
	}
	return []any{node}
}
