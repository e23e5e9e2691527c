package view

import (
	"fmt"
	"html/template"
	"math"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/swedish"
)

// network is what parts/network.html is executed with: the parts as seeds of a flower for each sector, and the same in
// words.
type network struct {
	Clusters []cluster
	// Size is the width and height of each flower, large enough for the largest.
	Size int
	// Text says what the picture shows.
	Text string
}

// cluster is the flower of a sector.
type cluster struct {
	Class, Title string
	Count        int
	Seeds        []seed
}

// seed is one part.
type seed struct{ X, Y int }

// Measures of a flower.
const (
	seedStep    = 15
	seedRadius  = 12       // with its edge
	fewestSeeds = 12       // that fill a flower, so that the seeds of a few parts are no larger than those of many
	goldenAngle = 2.399963 // radians; so that seeds lie as in a sunflower
)

// seedAt tells how far from the middle of its flower a seed lies.
func seedAt(i int) float64 { return seedStep * math.Sqrt(float64(i)+.5) }

// networkPicture draws the network by sector; nothing when it has no parts.
func (vs *Views) networkPicture() (template.HTML, error) {
	count := map[content.Sector]int{}
	for _, p := range content.List[*content.Partner](vs.Model.Content) {
		if p.Membership == content.Part {
			count[p.Sector]++
		}
	}
	largest := 0
	for _, of := range count {
		largest = max(largest, of)
	}
	middle := seedRadius + int(math.Ceil(seedAt(max(largest, fewestSeeds))))
	n := network{Size: 2 * middle}
	var words []string
	for _, sector := range content.Sectors() {
		if count[sector] == 0 {
			continue
		}
		c := cluster{Class: swedish.Slug(string(sector)), Title: swedish.Capital(string(sector)), Count: count[sector]}
		for i := range c.Count {
			sin, cos := math.Sincos(float64(i) * goldenAngle)
			c.Seeds = append(
				c.Seeds, seed{middle + int(math.Round(seedAt(i)*cos)), middle + int(math.Round(seedAt(i)*sin))},
			)
		}
		n.Clusters = append(n.Clusters, c)
		words = append(words, fmt.Sprintf("%d från %s", c.Count, strings.ToLower(sectorNames[sector])))
	}
	if len(n.Clusters) == 0 {
		return "", nil
	}
	n.Text = "Parterna efter del av samhället: " + swedish.JoinAnd(words) + "."
	return vs.Fragment("parts/network.html", "network", n)
}

// themeRow is a theme with a flower for each project and a leaf for each talk.
type themeRow struct {
	Address, Title string
	Projects       []int // where on the stem, from its beginning
	Talks          []int
	Width          int
	Text           string
}

// themesPicture draws what there is on each theme; nothing when there is nothing.
func (vs *Views) themesPicture() (template.HTML, error) {
	var rows []themeRow
	for _, t := range content.List[*content.Theme](vs.Model.Content) {
		projects := len(content.Referring[content.FundedProject](&t.Entry))
		talks := len(content.Referring[content.Samhallssamtal](&t.Entry))
		if projects+talks == 0 {
			continue
		}
		row := themeRow{
			Address: t.Address, Title: t.Title,
			Text: model.JoinFacts(count("projekt", "projekt", projects), count("samtal", "samtal", talks)),
		}
		for i := range projects + talks {
			at := 16 + 26*i
			if i < projects {
				row.Projects = append(row.Projects, at)
			} else {
				row.Talks = append(row.Talks, at)
			}
			row.Width = at + 16
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		return "", nil
	}
	return vs.Fragment("parts/themes-picture.html", "themes", rows)
}

// count tells how many; nothing of none.
func count(one, many string, n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
