package ical

import "time"

// Calendar is a feed: a named collection of events.
type Calendar struct {
	// Name is what calendar programs show in their list of calendars.
	Name string
	// Description says in a sentence or two what the calendar holds.
	Description string
	// URL is the absolute http(s) address of the page about the calendar.
	URL string
	// Source is the absolute http(s) address of the feed itself.
	Source string
	// Color is a CSS3 colour name in lower case, such as "teal"; empty for the reader's own choice.
	Color string
	// Organizer is the mailbox behind events that name none. A published event must have one (RFC 5546, 3.2.1).
	Organizer Mailbox
	// LastModified is when the calendar changed last; the newest event's time is used when it is zero.
	LastModified time.Time
	// Events may come in any order; they are written by start and then by UID.
	Events []Event
	// Prepared are more events, written already for this calendar's Organizer; see [Event.Content].
	Prepared []*Prepared
}

// Mailbox is a person or organisation with an e-mail address.
type Mailbox struct {
	Name  string
	Email string
}

// Stamps tell a newer version of an event from an older one.
type Stamps struct {
	// Sequence must grow when the time, rule, place or status changes; otherwise some programs keep the old time.
	Sequence int
	// Created, LastModified and Stamp come from the event's own history. Created and LastModified may be zero; a zero
	// Stamp stands for LastModified, and then for Created.
	Created, LastModified, Stamp time.Time
}

// Event is something that takes place, once or as a series.
type Event struct {
	// UID names the event for ever, whatever becomes of its title or date: printable ASCII, without blanks.
	UID string
	// Sequence, Created, LastModified and Stamp are those of [Stamps].
	Sequence                     int
	Created, LastModified, Stamp time.Time
	// Start and End are instants, to the second. End is exclusive. For a series they are those of its first occurrence.
	Start, End time.Time
	// WholeDay says that Start and End are days: midnight in Stockholm, where End is the midnight after the last day.
	WholeDay bool
	// Summary is the title, on one line, without any word of its status.
	Summary string
	// Description is plain text; line breaks separate paragraphs. The URL is added when the event is written.
	Description string
	// Location is the place, on one line.
	Location string
	// Street is the end of Location, if that is street and number. Only psi reads it.
	Street string
	// Conference is the absolute http(s) address at which one takes part over the net (RFC 7986, 5.11).
	Conference string
	// URL is the absolute http(s) address of the page about the event.
	URL string
	// Categories are the event's kinds and themes, one word or phrase each.
	Categories []string
	// Status is Confirmed unless said otherwise.
	Status Status
	// Organizer completes the calendar's own: an empty name or address is taken from there.
	Organizer Mailbox
	// Contact says in free text whom to ask.
	Contact string
	// Geo is the position of the place, if known.
	Geo *Geo
	// Recurrence makes the event a series.
	Recurrence *Recurrence
	// Original makes the event one occurrence of a series that is elsewhere: it is the start that the series gives it
	// (RFC 5545, 3.8.4.4), and zero for other events. [Read] sets it; it is not written.
	Original time.Time
	// Remarks are those of [Read]; they are not written.
	Remarks
}

// Geo is a position in degrees (WGS 84), north and east positive.
type Geo struct {
	Latitude, Longitude float64
}

// Status reports whether an event takes place (RFC 5545, 3.8.1.11).
type Status int

// The statuses of an event.
const (
	Confirmed Status = iota // it takes place
	Tentative               // it is planned, but not certain
	Cancelled               // it does not take place
	// Withdrawn says that the event is no longer in this calendar, whether or not it takes place. It is written as
	// CANCELLED, so that programs take away their copies, but nothing is added to the title.
	Withdrawn
)

// String returns the status as the standard writes it.
func (s Status) String() string {
	switch s {
	case Confirmed:
		return "CONFIRMED"
	case Tentative:
		return "TENTATIVE"
	case Cancelled, Withdrawn:
		return "CANCELLED"
	}
	return "UNKNOWN"
}
