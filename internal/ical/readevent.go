package ical

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"so-in.se/psi/internal/lazyregexp"
	"so-in.se/psi/internal/swedish"
)

// A reading is an event and what it was read from.
type reading struct {
	event  Event
	start  moment
	starts map[time.Time]time.Time // of a series, by the day; made by occurrence
	extra  map[int64]time.Time     // those of extra dates at another time of day, by that
}

// event reads one VEVENT.
func (rd *reader) event(c *component) (*reading, error) {
	rd.remarks = Remarks{}
	meeting := rd.losses(c)
	clean := func(s string) string {
		if !meeting {
			return s
		}
		rest, less := withoutMeetings(s)
		if less {
			rd.drop(DroppedMeetings)
		}
		return rest
	}
	e := Event{
		UID:          line(c.text("UID")),
		Created:      stampOf(c, "CREATED"),
		LastModified: stampOf(c, "LAST-MODIFIED"),
		Stamp:        stampOf(c, "DTSTAMP"),
		Summary:      line(c.text("SUMMARY")),
		Description:  text(clean(description(c))),
		Location:     line(clean(c.text("LOCATION"))),
		Street:       line(clean(c.text(streetName))),
		Contact:      text(clean(c.text("CONTACT"))),
		Organizer:    rd.organizer(c),
		Geo:          readGeo(c.value("GEO")),
	}
	e.Sequence, _ = strconv.Atoi(c.value("SEQUENCE"))
	if title, _, _ := withoutSecrets(e.Summary); meeting && title != e.Summary {
		e.Summary = line(title)
		rd.drop(DroppedMeetings)
	}
	if address, ok := uri(c.value("URL")); ok && (rd.own || !isMeeting(address)) {
		e.URL = address
		e.Description = strings.TrimRight(strings.TrimSuffix(e.Description, address), "\n")
	}
	for _, f := range c.fields {
		if f.name == "CATEGORIES" {
			for _, category := range splitText(f.value) {
				if category = line(clean(category)); category != "" {
					e.Categories = append(e.Categories, category)
				}
			}
		}
	}
	switch strings.ToUpper(c.value("STATUS")) {
	case "CANCELLED":
		e.Status = Cancelled
	case "TENTATIVE":
		e.Status = Tentative
	}
	if title, found := swedish.CutCancelled(e.Summary); found { // some programs say so in the title alone
		e.Summary, e.Status = title, Cancelled
	}
	now := &reading{event: e}
	if err := rd.times(c, now); err != nil {
		return nil, err
	}
	if err := rd.original(c, now); err != nil {
		return nil, err
	}
	if err := rd.recurrence(c, now); err != nil {
		return nil, err
	}
	now.event.Remarks = rd.remarks
	return now, nil
}

// original reads RECURRENCE-ID.
func (rd *reader) original(c *component, now *reading) error {
	f := c.field("RECURRENCE-ID")
	if f == nil {
		return nil
	}
	if f.param("RANGE") != "" {
		return unsupportedSeries(f.line, "Händelsen ändrar flera gånger i serien på en rad (RANGE).")
	}
	m, err := rd.moment(f, f.value)
	if err != nil {
		return err
	}
	now.event.Original = m.instant()
	return nil
}

// texts are the properties that somebody has written, or a program for them.
var texts = []string{"SUMMARY", "DESCRIPTION", "LOCATION", "CONTACT", "URL", "CATEGORIES", "COMMENT", "CONFERENCE"}

// read are the properties that are read, or that say nothing to anybody but calendar programs.
var read = append([]string{
	"CLASS", "CREATED", "DTEND", "DTSTAMP", "DTSTART", "DURATION", "EXDATE", "EXRULE", "GEO", "LAST-MODIFIED",
	"ORGANIZER", "PRIORITY", "RDATE", "RECURRENCE-ID", "RRULE", "SEQUENCE", "STATUS", "TRANSP", "TZID", "UID",
}, texts...)

// bookkeeping begins the names of what calendar programs note for themselves.
var bookkeeping = []string{
	"X-ALT-DESC", "X-APPLE-", "X-GOOGLE-", "X-LIC-", "X-MICROSOFT-", "X-MOZ-", "X-MS-OLK-", "X-PSI-", "X-WR-",
}

// losses notes what an event holds that isn't read. It reports whether there is a video meeting; one that psi tells of
// is for everybody.
func (rd *reader) losses(c *component) (meeting bool) {
	uid := c.text("UID")
	for _, f := range c.fields {
		extension := strings.HasPrefix(f.name, "X-")
		if extension || slices.Contains(texts, f.name) {
			meeting = meeting || !rd.own && tellsOfMeeting(unescape(f.value))
		}
		begins := func(prefix string) bool { return strings.HasPrefix(f.name, prefix) }
		switch {
		case f.name == "ATTENDEE":
			if person := uid + " " + strings.ToLower(strings.TrimSpace(f.value)); !rd.invited[person] {
				if rd.invited == nil {
					rd.invited = make(map[string]bool)
				}
				rd.invited[person] = true
				rd.drop(DroppedAttendees)
			}
		case f.name == "ATTACH", f.name == "IMAGE":
			rd.drop(DroppedAttachments)
		case f.name == "COMMENT":
			rd.drop(DroppedComments)
		case f.name == "CLASS" && !strings.EqualFold(strings.TrimSpace(f.value), "PUBLIC"):
			rd.doubt(DoubtPrivate)
		case f.name == "CONFERENCE" && rd.own: // the description has it too
		case f.name == "CONFERENCE", (extension || f.name == "URL") && isMeeting(f.value):
			rd.drop(DroppedMeetings)
		case extension && !slices.ContainsFunc(bookkeeping, begins):
			rd.drop(DroppedExtensions)
		case !extension && !slices.Contains(read, f.name):
			rd.drop(DroppedOtherProperties)
		}
	}
	for _, child := range c.children {
		if child.name == "VALARM" {
			rd.drop(DroppedAlarms)
		} else {
			rd.drop(DroppedOtherComponents)
		}
	}
	return meeting
}

// organizer returns the organizer's name. The address stays in the file: the one who invited has not asked to be
// published.
func (rd *reader) organizer(c *component) Mailbox {
	f := c.field("ORGANIZER")
	if f == nil {
		return Mailbox{}
	}
	rd.drop(DroppedOrganizerAddress)
	name := line(f.param("CN"))
	if strings.Contains(name, "@") {
		name = ""
	}
	return Mailbox{Name: name}
}

// description returns the text of an event without HTML.
func description(c *component) string {
	s := c.text("DESCRIPTION")
	if strings.TrimSpace(s) == "" {
		s = c.text("X-ALT-DESC")
	}
	return textOf(s)
}

// stampOf returns an instant in UTC; what can't be read is left out, as it says nothing about the event itself.
func stampOf(c *component, name string) time.Time {
	t, _ := parseForm(utcForm, c.value(name))
	return t
}

func readGeo(s string) *Geo {
	first, second, ok := strings.Cut(s, ";")
	latitude, err1 := strconv.ParseFloat(strings.TrimSpace(first), 64)
	longitude, err2 := strconv.ParseFloat(strings.TrimSpace(second), 64)
	if !ok || err1 != nil || err2 != nil ||
		!(latitude >= -90 && latitude <= 90 && longitude >= -180 && longitude <= 180) {
		return nil
	}
	return &Geo{Latitude: latitude, Longitude: longitude}
}

// A moment is a date or time as it stands in a file.
type moment struct {
	wall     time.Time // by its own clock
	at       clock     // its own clock; nil for a day
	wholeDay bool
}

// instant returns the moment in Stockholm; a day begins at midnight there.
func (m moment) instant() time.Time {
	if m.wholeDay {
		return clockIn(stockholm())(m.wall)
	}
	return m.at(m.wall).In(stockholm())
}

// moment reads one value of a property that holds dates or times.
func (rd *reader) moment(f *field, value string) (moment, error) {
	value = strings.TrimSpace(value)
	if day, ok := parseForm(dateForm, value); ok {
		return moment{wall: day, wholeDay: true}, nil
	}
	if t, ok := parseForm(utcForm, value); ok {
		return moment{wall: t, at: clockIn(time.UTC)}, nil
	}
	wall, ok := parseForm(localForm, value)
	if !ok {
		return moment{}, damaged(f.line, "”%s” är inget datum och ingen tid.", shorten(value))
	}
	name := f.param("TZID")
	switch {
	case name == "" && rd.local != nil:
		return moment{wall: wall, at: rd.local}, nil
	case name == "":
		rd.doubt(DoubtNoTimeZone)
		return moment{wall: wall, at: clockIn(stockholm())}, nil
	}
	at, ok := rd.zones.clock(name)
	if !ok {
		return moment{}, &ReadError{
			f.line, "Tidszonen ”" + shorten(name) + "” är okänd, så tiden kan inte räknas om till svensk tid.",
			"Ändra tidszonen till ”Europe/Stockholm” i kalenderprogrammet och spara inbjudan på nytt.",
		}
	}
	return moment{wall: wall, at: at}, nil
}

// times reads start and end.
func (rd *reader) times(c *component, now *reading) error {
	start := c.field("DTSTART")
	if start == nil {
		return damaged(c.line, "Händelsen har ingen starttid (DTSTART).")
	}
	var err error
	if now.start, err = rd.moment(start, start.value); err != nil {
		return err
	}
	e := &now.event
	e.Start, e.WholeDay = now.start.instant(), now.start.wholeDay
	if err := rd.end(c, now); err != nil {
		return err
	}
	days := strings.EqualFold(c.value("X-MICROSOFT-CDO-ALLDAYEVENT"), "TRUE")
	if days && !e.WholeDay && isMidnight(e.Start) && isMidnight(e.End) && e.End.After(e.Start) {
		e.WholeDay = true
	}
	return nil
}

// end reads DTEND or DURATION. A day without an end is one day, also when the end says the same day, as a common
// mistake has it.
func (rd *reader) end(c *component, now *reading) error {
	e := &now.event
	if f := c.field("DTEND"); f != nil {
		m, err := rd.moment(f, f.value)
		if err != nil {
			return err
		}
		if m.wholeDay != e.WholeDay {
			return damaged(f.line, "Början och slutet är olika slag: det ena är en hel dag, det andra ett klockslag.")
		}
		if e.End = m.instant(); e.End.Equal(e.Start) && e.WholeDay {
			e.End = tomorrow(e.Start)
		}
		if e.End.Before(e.Start) {
			return damaged(f.line, "Händelsen slutar innan den börjar.")
		}
	} else if f := c.field("DURATION"); f != nil {
		days, rest, ok := parseDuration(f.value)
		if !ok || e.WholeDay && rest != 0 || days == 0 && rest == 0 {
			return damaged(f.line, "”%s” är ingen längd på en händelse.", shorten(f.value))
		}
		// Days are counted by the clock, hours as they pass (RFC 5545, 3.3.6).
		e.End = moment{now.start.wall.AddDate(0, 0, days), now.start.at, e.WholeDay}.instant().Add(rest)
	} else if e.WholeDay {
		e.End = tomorrow(e.Start)
	}
	if e.End.Equal(e.Start) {
		e.End = time.Time{}
	}
	if e.End.IsZero() {
		rd.doubt(DoubtNoEnd)
	}
	return nil
}

func tomorrow(t time.Time) time.Time {
	return clockIn(stockholm())(swedishWall(t).AddDate(0, 0, 1))
}

var durationForm = lazyregexp.New(
	`^\+?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?$`,
)

// parseDuration reads a length of time that isn't negative (RFC 5545, 3.3.6).
func parseDuration(s string) (days int, rest time.Duration, ok bool) {
	m := durationForm().FindStringSubmatch(strings.ToUpper(strings.TrimSpace(s)))
	if m == nil {
		return 0, 0, false
	}
	var n [6]int
	for i := 1; i < len(n); i++ {
		n[i], _ = strconv.Atoi(m[i])
	}
	return 7*n[1] + n[2], time.Duration(
		n[3],
	)*time.Hour + time.Duration(
		n[4],
	)*time.Minute + time.Duration(
		n[5],
	)*time.Second, true
}
