package site

import (
	"fmt"
	"html/template"
	"math"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/swedish"
)

// network is what parts/network.html is executed with: the parts as seeds of a flower for each sector, and the same in words.
type network struct {
	Clusters []cluster
	Height   int
	// Text says what the picture shows.
	Text string
}

// cluster is the flower of a sector. X and Y are its middle; all measures are in units of the picture, 720 of which are its width.
type cluster struct {
	Class, Title  string
	Count         int
	X, Y, LabelAt int
	Seeds         []seed
}

// seed is one part.
type seed struct{ X, Y int }

// Measures of the picture: two flowers beside each other, each with a title below.
const (
	cellWidth, cellHeight = 360, 230
	seedStep              = 15
	goldenAngle           = 2.399963 // radians; so that seeds lie as in a sunflower
)

// networkPicture draws the network by sector; nothing when it has no parts.
func (b *builder) networkPicture() (template.HTML, error) {
	count := map[content.Sector]int{}
	for _, p := range b.content.Partners {
		if p.Membership == content.Part {
			count[p.Sector]++
		}
	}
	var n network
	var words []string
	for _, sector := range content.Sectors() {
		if count[sector] == 0 {
			continue
		}
		at := len(n.Clusters)
		c := cluster{
			Class: swedish.Slug(string(sector)), Title: capital(string(sector)), Count: count[sector],
			X: cellWidth/2 + at%2*cellWidth, Y: cellHeight*(at/2) + 95,
		}
		c.LabelAt = cellHeight*(at/2) + cellHeight - 25
		for i := range c.Count {
			r, angle := seedStep*math.Sqrt(float64(i)+.5), float64(i)*goldenAngle
			c.Seeds = append(c.Seeds, seed{c.X + int(math.Round(r*math.Cos(angle))), c.Y + int(math.Round(r*math.Sin(angle)))})
		}
		n.Clusters = append(n.Clusters, c)
		words = append(words, fmt.Sprintf("%d från %s", c.Count, strings.ToLower(sectorNames[sector])))
	}
	if len(n.Clusters) == 0 {
		return "", nil
	}
	n.Height = (len(n.Clusters) + 1) / 2 * cellHeight
	n.Text = "Parterna efter del av samhället: " + swedish.JoinAnd(words) + "."
	return b.fragment("parts/network.html", "network", n)
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
func (b *builder) themesPicture() (template.HTML, error) {
	var rows []themeRow
	for _, t := range b.content.Themes {
		projects, talks := len(content.Referring[content.FundedProject](&t.Entry)), len(content.Referring[content.Samhallssamtal](&t.Entry))
		if projects+talks == 0 {
			continue
		}
		row := themeRow{Address: t.Address, Title: t.Title, Text: join(count("projekt", "projekt", projects), count("samtal", "samtal", talks))}
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
	return b.fragment("parts/themes-picture.html", "themes", rows)
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
