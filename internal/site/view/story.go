package view

import (
	"html/template"
	"math"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/swedish"
)

// story is what parts/story.html is executed with: a small project and the large one that grew out of it, as two
// flowers whose areas are to each other as the money.
type story struct {
	Address, Title, Text string
	// Before and After say how much and from whom.
	Before, After share
	// Radius is that of the small flower.
	Radius float64
}

// share is the money of one project.
type share struct{ Amount, Funder string }

// storyRadius is that of the large flower, in the picture's own measure.
const storyRadius = 100

// Story returns the project that grew most: the one whose successor got the most money for each krona. It is nil when
// the content tells of no such project.
func (vs *Views) Story() *content.FundedProject {
	var best *content.FundedProject
	for _, p := range content.List[*content.FundedProject](vs.Model.Content) {
		if grew(p) > max(1, grew(best)) {
			best = p
		}
	}
	return best
}

// grew returns by how many times a project grew; 0 when that is not known.
func grew(p *content.FundedProject) float64 {
	if p == nil || p.LedTo == nil || p.Amount == 0 {
		return 0
	}
	return float64(p.LedTo.Amount) / float64(p.Amount)
}

// StoryPicture draws how a project grew; nothing when it did not, or that is not known.
func (vs *Views) StoryPicture(p *content.FundedProject) (template.HTML, error) {
	if grew(p) <= 1 {
		return "", nil
	}
	before, after := swedish.Kronor(int64(p.Amount)), swedish.Kronor(int64(p.LedTo.Amount))
	s := story{
		Address: p.Address, Title: before + " blev " + after, Text: p.Result,
		Before: share{before, title(p.Funder)}, After: share{after, title(p.LedTo.Funder)},
		Radius: math.Round(10*storyRadius/math.Sqrt(grew(p))) / 10,
	}
	return vs.Fragment("parts/story.html", p, s)
}
