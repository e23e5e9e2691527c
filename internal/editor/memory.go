package editor

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/swedish"
)

// memory is the key invitation of a file: what the invitation said last.
type memory struct {
	version version
	feed    string            // the calendar that it came in, see [content.Feed.ID]
	said    map[string]string // digests, by the keys of parts
	days    map[swedish.Date]note
}

// version tells versions of an invitation apart (RFC 5546, 2.1.5).
type version struct {
	sequence int
	stamp    time.Time // zero when it is not known
}

func versionOf(e *ical.Event) version { return version{e.Sequence, e.Stamp} }

// before reports whether v is older than w. Without a stamp only the number tells.
func (v version) before(w version) bool {
	if v.sequence != w.sequence {
		return v.sequence < w.sequence
	}
	return !v.stamp.IsZero() && v.stamp.Before(w.stamp)
}

// String tells the version in Swedish.
func (v version) String() string {
	if v.stamp.IsZero() {
		return fmt.Sprintf("version %d", v.sequence)
	}
	return fmt.Sprintf(
		"version %d från %s",
		v.sequence,
		swedish.FormatMoment(swedish.Moment{Time: v.stamp.In(swedish.Zone())}),
	)
}

// note is what is remembered of an occasion.
type note struct {
	digest string
	// own is the version of the message that told of this occasion alone, if one did.
	own *version
}

// remember returns the memory of an invitation that says some facts.
func remember(e *ical.Event, said *facts, from *source) *memory {
	m := &memory{version: versionOf(e), feed: from.id(), said: map[string]string{}, days: map[swedish.Date]note{}}
	for _, p := range parts {
		m.said[p.key] = content.Digest(p.said(said))
	}
	for day, o := range said.occasions {
		m.days[day] = note{digest: content.Digest(o.String())}
	}
	return m
}

const stampForm = "20060102T150405Z"

// memoryIn returns what a file remembers.
func memoryIn(i content.Invitation) *memory {
	m := &memory{
		version: version{i.Version, i.Stamp.Time}, feed: i.Feed, days: map[swedish.Date]note{},
		said: map[string]string{
			"title": i.Title, "time": i.Time, "series": i.Series, "place": i.Place, "contact": i.Contact,
			"organizer": i.Organizer, "text": i.Text, "status": i.Status, "audience": i.Audience, "cost": i.Cost,
			"online": i.Online, "registration": i.Registration,
		},
	}
	for _, item := range i.Occasions {
		words := strings.Fields(item)
		if len(words) < 2 {
			continue
		}
		day, err := swedish.ParseDate(words[0])
		if err != nil {
			continue
		}
		n := note{digest: strings.Trim(words[1], "-")}
		if len(words) > 2 {
			n.own = new(version)
			n.own.sequence, _ = strconv.Atoi(words[2])
			if len(words) > 3 {
				n.own.stamp, _ = time.Parse(stampForm, words[3])
			}
		}
		m.days[day] = n
	}
	return m
}

// lines returns the entry of the key invitation.
func (m *memory) lines() header {
	h := header{"invitation:", fmt.Sprintf("  version: %d", m.version.sequence)}
	if !m.version.stamp.IsZero() {
		h = append(h, "  stamp: "+writtenMoment(m.version.stamp, false))
	}
	if m.feed != "" {
		h = append(h, "  feed: "+m.feed)
	}
	for _, p := range parts {
		if d := m.said[p.key]; d != "" {
			h = append(h, "  "+p.key+": "+d)
		}
	}
	if line := m.occasions(); line != "" {
		h = append(h, line)
	}
	return h
}

// occasions returns the line of the key occasions below invitation; nothing when no occasion is remembered.
func (m *memory) occasions() string {
	var items []string
	for day, n := range m.days {
		if n.digest == "" && n.own == nil {
			continue
		}
		item := day.String() + " " + n.digest
		if n.digest == "" {
			item += "-"
		}
		if n.own != nil {
			item += " " + strconv.Itoa(n.own.sequence)
			if !n.own.stamp.IsZero() {
				item += " " + n.own.stamp.UTC().Format(stampForm)
			}
		}
		items = append(items, item)
	}
	if len(items) == 0 {
		return ""
	}
	slices.Sort(items)
	return "  occasions: [" + strings.Join(items, ", ") + "]"
}
