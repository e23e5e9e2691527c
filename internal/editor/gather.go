package editor

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/lazyregexp"
)

// Fetched is the calendar of a part as it is now.
type Fetched struct {
	Feed       *content.Feed
	Invitation *ical.Invitation // nil when there is none
	Err        error            // why: an [*Obstacle] or an [*ical.ReadError]
}

// Outcome is what has become of an event in a calendar.
type Outcome int

// The outcomes. What has not changed has none.
const (
	Drafted   Outcome = iota // it is a new draft
	Changed                  // its file has been changed
	CalledOff                // its file says now that it is cancelled
	Alike                    // it may be the same as another activity: a question
	Asked                    // it can't be taken as it is: a question
	Withdrawn                // it is no longer in the calendar that it came from: a question
)

// Finding is what has become of one event.
type Finding struct {
	Outcome Outcome
	Feed    *content.Feed
	// UID is the event's, or for what has been withdrawn the activity's; empty for an event that has none.
	UID   string
	Title string
	When  content.When // zero when it is not known
	// File is the content file that it is about; empty for none.
	File string
	// Err is why it is Asked.
	Err error
	// Wrote is the file that was made or changed; nil for none.
	Wrote *File

	like *content.Activity // what an event is Alike; nil for a draft of this run
}

// Gathered is what has become of the calendars of the parts.
type Gathered struct {
	// Files are those to write.
	Files []File
	// Findings are in the order of the calendars and of the events in them; those that were withdrawn come last.
	Findings []Finding
	// Failed are the calendars that could not be read, Read counts the others.
	Failed []Fetched
	Read   int
}

// gathering carries one Gather.
type gathering struct {
	*importer
	done     Gathered
	followed map[string]bool // the ids of all calendars
	same     map[string]bool // UIDs of what editors have said to be there under another
}

// Gather brings the calendars of parts into the content: drafts of what is new and to come, changes of what has come
// from them before. It asks, and changes nothing, where an event may be the same as an activity of another name, where
// both the calendar and an editor have changed the same, and about what a calendar no longer has. The content folder is
// only read.
func Gather(src fs.FS, calendars []Fetched, now time.Time) (*Gathered, error) {
	im, err := newImporter(src, now)
	if err != nil {
		return nil, err
	}
	im.mayUpdate = true
	g := &gathering{importer: im, followed: map[string]bool{}, same: map[string]bool{}}
	for _, a := range im.activities() {
		for _, uid := range a.SameAs {
			g.same[uid] = true
		}
	}
	for _, f := range calendars {
		g.followed[f.Feed.ID()] = true
	}
	var withdrawn []Finding
	for _, f := range calendars {
		if f.Err != nil {
			g.done.Failed = append(g.done.Failed, f)
			continue
		}
		g.done.Read++
		from := &source{invitation: f.Invitation, feed: f.Feed}
		withdrawn = append(withdrawn, g.calendar(from)...)
	}
	if err := g.finish(); err != nil {
		return nil, err
	}
	g.done.Findings = append(g.done.Findings, withdrawn...)
	return &g.done, nil
}

// presence is what a calendar has.
type presence struct {
	uids  map[string]bool   // as they stand in it, and those of occurrences
	stems map[string]string // the UID by its stem; empty for several
}

// calendar takes the events of one calendar, and returns what has been withdrawn from it.
func (g *gathering) calendar(from *source) []Finding {
	events := from.invitation.Calendar.Events
	has := presence{map[string]bool{}, map[string]string{}}
	for i := range events {
		has.add(events[i].UID)
		has.uids[occurrenceUID(&events[i])] = true
	}
	for _, u := range from.invitation.Unread {
		has.add(u.UID)
	}
	g.renamed(from, &has)
	for i := range events {
		g.take(&events[i], from, has)
	}
	for _, u := range from.invitation.Unread {
		if !slices.Contains(from.feed.Skip, u.UID) {
			g.done.Findings = append(g.done.Findings, Finding{
				Outcome: Asked, Feed: from.feed, UID: u.UID, Title: u.Summary, Err: u.Err,
			})
		}
	}
	var gone []Finding
	for _, a := range g.activities() {
		if a.Invitation.Feed == from.id() && !a.Past(g.now) && a.Status != content.Cancelled && !has.uids[a.UID] &&
			!has.uids[ofSeries(a.UID)] {
			gone = append(gone, Finding{
				Outcome: Withdrawn, Feed: from.feed, UID: a.UID, Title: a.Title, When: a.Next(g.now), File: a.File,
			})
		}
	}
	return gone
}

// ofSeries returns the UID of the series that one occurrence of it, which is an activity of its own, belongs to.
func ofSeries(uid string) string {
	i := strings.LastIndexByte(uid, '/')
	if _, err := time.Parse(stampForm, uid[i+1:]); i < 0 || err != nil {
		return uid
	}
	return uid[:i]
}

func (p *presence) add(uid string) {
	p.uids[uid] = true
	if stem := stemOf(uid); stem != "" {
		if _, several := p.stems[stem]; several {
			uid = ""
		}
		p.stems[stem] = uid
	}
}

// timed matches the UIDs of The Events Calendar for WordPress, which hold start and end: they change when an event is
// moved.
var timed = lazyregexp.New(`^(\d+)-\d{9,11}-\d{9,11}@(.+)$`)

// stemOf returns what stays of a UID that holds its time; empty for other UIDs.
func stemOf(uid string) string {
	m := timed().FindStringSubmatch(uid)
	if m == nil {
		return ""
	}
	return m[1] + "@" + m[2]
}

// renamed gives events whose UID has changed with their time the one that their file has.
func (g *gathering) renamed(from *source, has *presence) {
	lost := map[string]string{}
	for _, a := range g.activities() {
		if stem := stemOf(a.UID); stem != "" && a.Invitation.Feed == from.id() && !has.uids[a.UID] {
			if _, several := lost[stem]; several {
				lost[stem] = ""
			} else {
				lost[stem] = a.UID
			}
		}
	}
	events := from.invitation.Calendar.Events
	for i := range events {
		stem := stemOf(events[i].UID)
		if was := lost[stem]; stem != "" && was != "" && has.stems[stem] == events[i].UID &&
			g.byUID[events[i].UID] == nil {
			events[i].UID = was
			has.uids[was] = true
		}
	}
}

// take brings one event in.
func (g *gathering) take(e *ical.Event, from *source, has presence) {
	tidy(e)
	uid := occurrenceUID(e)
	a := g.byUID[uid]
	if series := g.byUID[e.UID]; a == nil && series != nil && series.Repeats != nil {
		a = series
	}
	times := occasions(e, g.when(e), g.now)
	over := !slices.ContainsFunc(times, func(w content.When) bool { return !w.Past(g.now) })
	wanted := !slices.Contains(from.feed.Skip, uid) && !g.same[uid] && !g.drafted[uid] &&
		e.Status != ical.Cancelled && from.invitation.Method != "CANCEL" &&
		from.feed.Wants(strings.Join([]string{e.Summary, e.Description, e.Location}, "\n"), e.Categories)
	switch {
	case a != nil && !g.follows(a, from):
		return
	case over && wanted && e.Recurrence != nil && g.goesOn(e):
		g.refuse(e, from, &Obstacle{
			fmt.Sprintf("”%s” har hållit på så länge att serien inte får plats i en fil: högst %d tillfällen.",
				e.Summary, maxTimes),
			"Skriv in den för hand från och med nu, och skriv dess uid i skip vid kalendern i content/site.yaml:\n" +
				"    skip:\n      - " + frontmatter.Scalar(uid),
		})
		return
	case a != nil && !(over && a.Past(g.now)):
		g.refuse(e, from, g.event(e, from))
		return
	case a != nil || over || !wanted:
		return
	}
	if alike := g.alike(e, from, has, times); alike != nil {
		g.done.Findings = append(g.done.Findings, Finding{
			Outcome: Alike, Feed: from.feed, UID: uid, Title: e.Summary, When: times[0], File: alike.file,
			like: alike.activity,
		})
		return
	}
	g.refuse(e, from, g.event(e, from))
}

// goesOn reports whether a series has occurrences still to come.
func (g *gathering) goesOn(e *ical.Event) bool {
	last, ends := e.Last()
	return !ends && e.Recurrence.Count == 0 && e.Recurrence.Until.IsZero() || last.After(g.now)
}

// follows reports whether an activity is changed as a calendar says: it has come from it, or from no calendar that is
// still followed. What psi itself has named it knows better.
func (g *gathering) follows(a *content.Activity, from *source) bool {
	if a.UID == a.ID+content.UIDDomain {
		return false
	}
	for _, t := range g.targets {
		if t.activity == a && t.from != from {
			return false
		}
	}
	feed := a.Invitation.Feed
	return feed == from.id() || !g.followed[feed]
}

// alike returns the activity that an event of another name may be; nil when there is none. What the same calendar has
// beside it is another, and so is what an editor has said to be.
func (g *gathering) alike(e *ical.Event, from *source, has presence, times []content.When) *known {
	for _, k := range g.likely(e.Summary, e.Location, times) {
		if a := k.activity; k.from != from && (a == nil || !slices.Contains(a.DiffersFrom, occurrenceUID(e)) &&
			!(a.Invitation.Feed == from.id() && has.uids[a.UID])) {
			return &k
		}
	}
	return nil
}

// finish completes the files, and tells of each what has become of its event.
func (g *gathering) finish() error {
	done, err := g.importer.finish()
	if err != nil {
		return err
	}
	var told []Finding
	for i := range done.Files {
		f := &done.Files[i]
		found := Finding{
			Feed: f.source.feed, UID: occurrenceUID(f.event), Title: f.event.Summary, When: g.when(f.event),
			File: f.Name, Wrote: f,
		}
		switch {
		case f.New:
			found.Outcome = Drafted
		case f.Cancelled:
			found.Outcome = CalledOff
		case len(f.Changes) > 0:
			found.Outcome = Changed
		default:
			continue
		}
		g.done.Files = append(g.done.Files, *f)
		told = append(told, found)
	}
	for _, r := range done.Refused {
		told = append(told, Finding{
			Outcome: Asked, Feed: r.source.feed, UID: occurrenceUID(r.event), Title: r.event.Summary,
			When: g.when(r.event), Err: r.Err,
		})
	}
	g.done.Findings = append(told, g.done.Findings...)
	return nil
}
