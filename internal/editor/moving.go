package editor

import (
	"net/url"
	"slices"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/ical"
)

// hostOf returns the host of an address, without www; empty when it has none.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// fewPages is how many pages a calendar has at least that moves in.
const fewPages = 5

// movingHost returns the host whose pages of events get their new addresses here: a whole calendar that somebody
// imports moves in, when one host has all its pages, and that is no part's. It is empty when none does, as for a few
// invitations.
func (im *importer) movingHost(inv *ical.Invitation) string {
	if inv.Method != "" && inv.Method != "PUBLISH" {
		return ""
	}
	host, pages := "", map[string]bool{}
	for i := range inv.Calendar.Events {
		e := &inv.Calendar.Events[i]
		if e.URL == "" {
			continue
		}
		if h := hostOf(e.URL); host == "" {
			host = h
		} else if h != host {
			return ""
		}
		pages[e.URL] = true
	}
	isHere := func(p *content.Partner) bool { return hostOf(p.Web) == host }
	if len(pages) < fewPages || slices.ContainsFunc(content.List[*content.Partner](im.content), isHere) {
		return ""
	}
	return host
}

// moves reports whether the page of an event has its new address here: it is one that the site has, has had, or takes
// over.
func (im *importer) moves(address string, from *source) bool {
	host := hostOf(address)
	if host == "" {
		return false
	}
	s := &im.content.Settings
	return host == hostOf(s.Address) || host == from.movesFrom ||
		slices.ContainsFunc(s.OldAddresses, func(old string) bool { return hostOf(old) == host })
}

// oldPath returns the path that the page of an event has today and that shall lead to its new one; empty when there is
// none, or when another entry has it.
func (im *importer) oldPath(e *ical.Event, from *source) string {
	u, err := url.Parse(e.URL)
	if err != nil || from.feed != nil || !im.moves(e.URL, from) || u.RawQuery != "" ||
		strings.Trim(u.Path, "/") == "" ||
		!content.IsOldPath(u.Path) {
		return ""
	}
	path := content.TidyPath(u.Path)
	if im.addresses[path] {
		return ""
	}
	im.addresses[path] = true
	return path
}
