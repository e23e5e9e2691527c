package calendar

import (
	"cmp"
	"errors"
	"strings"
	"sync"

	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/record"
)

// written is an event as calendars hold it.
type written struct {
	// hash stands for all that subscribers see of it, in any feed.
	hash   string
	stamps record.Stamps
	// here is what the feeds hold that it stands in, left what those do that it has left.
	here, left *ical.Prepared
}

// finish completes an entry that nobody has got before.
func (c *Calendar) finish(e *calendarEntry) {
	first := record.Stamps{Created: e.Start.UTC(), Modified: e.Start.UTC()}
	e.setStamps(first)
	event := e.Event
	e.written = sync.OnceValues(func() (written, error) {
		return c.write(&event, nil, func(string) record.Stamps { return first })
	})
	alone := ical.Calendar{
		Name: e.Summary, Organizer: ical.Mailbox{Email: c.organizer.Email}, Events: []ical.Event{event},
	}
	e.fault, _ = errors.AsType[*ical.InvalidError](alone.Validate())
}

func (e *calendarEntry) setStamps(s record.Stamps) {
	e.Sequence, e.Created, e.LastModified, e.Stamp = s.Sequence, s.Created, s.Modified, s.Modified
}

// follow gives an event its stamps by what was published before.
func (c *Calendar) follow(e *Event) {
	if e.fault != nil {
		return
	}
	previous, now := c.model.Previous, c.model.Now
	e.left = previous.Left(e.UID, e.Feeds, now)
	w, err := c.write(&e.Event, e.left, func(hash string) record.Stamps { return previous.Stamp(e.UID, hash, now) })
	e.written = func() (written, error) { return w, err }
	e.setStamps(w.stamps)
}

// write writes an event, and for the feeds that it has left what their followers are told: it is withdrawn there,
// whatever becomes of it elsewhere. Its stamps follow from the hash of all that is written.
func (c *Calendar) write(e *ical.Event, left []string, stamp func(hash string) record.Stamps) (written, error) {
	here, err := e.Content(c.organizer)
	if err != nil {
		return written{}, err
	}
	hash, err := c.hash(e, here)
	if err != nil {
		return written{}, err
	}
	gone := here
	if len(left) > 0 {
		away := *e
		if e.Status != ical.Cancelled {
			away.Status, away.Summary = ical.Withdrawn, "Hör inte hit längre: "+e.Summary
			away.Description = "Aktiviteten finns kvar, men inte i den här kalendern."
			away.Location, away.Conference, away.Contact, away.Categories = "", "", "", nil
			if gone, err = away.Content(c.organizer); err != nil {
				return written{}, err
			}
		}
		there, err := c.hash(&away, gone)
		if err != nil {
			return written{}, err
		}
		hash = digest(hash + " " + strings.Join(left, " ") + " " + there)
	}
	w := written{hash: hash, stamps: stamp(hash)}
	stamps := ical.Stamps{Sequence: w.stamps.Sequence, Created: w.stamps.Created, LastModified: w.stamps.Modified}
	if w.here, err = here.Stamp(stamps); err == nil && len(left) > 0 {
		w.left, err = gone.Stamp(stamps)
	}
	return w, err
}

// hash stands for the bytes of an event at the site's own address, which are what they are in the calendars of a
// preview, too, but for its address there.
func (c *Calendar) hash(e *ical.Event, content *ical.Content) (string, error) {
	if c.model.Base == c.model.Own {
		return content.Digest(), nil
	}
	there := *e
	there.URL = c.model.Own + strings.TrimPrefix(e.URL, c.model.Base)
	content, err := there.Content(c.organizer)
	if err != nil {
		return "", err
	}
	return content.Digest(), nil
}

// goneEvent is an event that was taken away before its day, and that the feeds which it stood in tell of until then.
type goneEvent struct {
	record   record.Event
	prepared *ical.Prepared
	err      error
}

// takenAway makes what followers see of an event that was taken away.
func (c *Calendar) takenAway(r record.Event) goneEvent {
	if len(r.Left) == 0 { // an older record does not say
		r.Left = []string{cmp.Or(map[bool]string{true: lastDays}[r.LastDay], everything)}
	}
	span, _ := record.ParseSpan(r.Start, r.End)
	e := ical.Event{
		UID: r.UID, Start: span.Start, End: span.End, WholeDay: span.WholeDay, Summary: r.Title,
		URL: c.model.Base + r.Address, Status: ical.Cancelled,
	}
	if r.Status != ical.Cancelled.String() {
		e.Status, e.Summary = ical.Withdrawn, "Gäller inte längre: "+r.Title
	}
	w, err := c.write(&e, nil, func(hash string) record.Stamps {
		return c.model.Previous.Stamp(r.UID, hash, c.model.Now)
	})
	r.Hash, r.Stamps = w.hash, w.stamps
	return goneEvent{r, w.here, err}
}
