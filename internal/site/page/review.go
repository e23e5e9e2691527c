package page

import (
	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/site/view"
)

// guideAddress is the first page of the guide for editors.
const guideAddress = "/redaktion/"

// mostReviewed is how many entries the page lists that tells what is to be looked over.
const mostReviewed = 80

// reviewPage is what review.html is executed with. It does not depend on the day, so that it changes when the content
// does and not by itself.
type reviewPage struct {
	Common  *view.Common
	Reviews []content.Review
	// More is how many there are besides.
	More int
}

// planReview makes the page that tells editors what is to be looked over and what is to be completed, where there is a
// guide for them.
func (ps *Pages) planReview() {
	if ps.Model.PageAt(guideAddress) == nil {
		return
	}
	page := model.Made("Att granska och komplettera", "Sidor som någon behöver gå igenom eller fylla på.",
		guideAddress+"granska/")
	ps.addUnlisted(page, ps.Head(&page.Entry, "website"), "review.html", func(c *view.Common) (any, error) {
		list := ps.Model.Content.Reviews()
		n := min(len(list), mostReviewed)
		return reviewPage{c, list[:n], len(list) - n}, nil
	})
}
