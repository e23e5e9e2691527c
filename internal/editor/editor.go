// Package editor writes content files on an editor's behalf. [New] makes a draft of any kind of entry, with each key
// that it may have. [Import] makes draft activities of an invitation from a calendar program, or of a whole calendar,
// and brings later versions into the same files. [Gather] does so with the calendars of the network's parts, as far as
// that can be done without asking, and tells in Swedish what it has done and what it has to ask.
//
// What it writes is read back through package content before anybody gets it: a file that would not load as meant is
// not handed out. It touches no disk; the command that asked for the files writes them.
package editor

import (
	"io/fs"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/ical"
)

// File is a content file to write.
type File struct {
	// Name is the path below the content folder.
	Name string
	Data []byte
	// New tells that there is no such file yet.
	New bool
	// Cancelled tells that the activity does not take place any longer.
	Cancelled bool
	// Changes tells, in Swedish sentences, what differs from the file as it was.
	Changes []string
	// Kept tells, in Swedish sentences, what of the invitation is not in the file, since the file has something newer.
	Kept []string
	// Notes tells, in Swedish sentences, what the editor should look at; Doubts what in the invitation somebody should.
	Notes, Doubts []string
	// LeftOut lists, in Swedish, what the invitation holds and the file has not got.
	LeftOut []string

	// event is what the file is made of, source where that stands.
	event  *ical.Event
	source *source
	// occasions is what the file must say when it is read back; nil when it says what it said before.
	occasions []content.When
}

// Obstacle says why no file can be made, and what to do instead. Editors read it.
type Obstacle struct {
	Message string // Swedish, full sentences
	Hint    string // Swedish, a way out; may hold several lines
}

// Error returns the message and the hint.
func (o *Obstacle) Error() string { return o.Message + " " + o.Hint }

// Options say how to import.
type Options struct {
	// Update allows files that are there already to be changed.
	Update bool
	// Publish makes no drafts: what is imported has been published before, or has been looked through.
	Publish bool
	// Now moves the horizon of series without an end. Those of the zero time end a year after they begin.
	Now time.Time
}

// Imported is what an invitation or a calendar has become.
type Imported struct {
	Files []File
	// Refused are the events of which no file has been made or changed.
	Refused []Refusal
	// LeftOut lists, in Swedish, what is no event.
	LeftOut []string
}

// Refusal is an event of which no file has been made or changed.
type Refusal struct {
	// Title names it, in Swedish, with its day when that is known.
	Title string
	// Err is an [*Obstacle], which may be a question to the editor, a problem.List of what the file would have wrong,
	// or an [*ical.ReadError].
	Err error

	event  *ical.Event // nil when it can't be read
	source *source
}

// Import makes a file of each event of an invitation or a calendar: a new draft, or the file that already has the
// event's UID, changed where the sender has changed the invitation and the editor has not changed the file. An
// occurrence of a series goes into the file of the series, if there is one. The content folder is only read. What one
// event has to ask does not hold up the others.
func Import(src fs.FS, inv *ical.Invitation, opt Options) (*Imported, error) {
	im, err := newImporter(src, opt.Now)
	if err != nil {
		return nil, err
	}
	im.mayUpdate, im.publishes = opt.Update, opt.Publish
	from := &source{invitation: inv}
	from.movesFrom = im.movingHost(inv)
	for i := range inv.Calendar.Events {
		e := &inv.Calendar.Events[i]
		im.refuse(e, from, im.event(e, from))
	}
	done, err := im.finish()
	if err != nil {
		return nil, err
	}
	done.Refused = append(done.Refused, unread(from)...)
	done.LeftOut = losses(inv.Dropped)
	return done, nil
}

// unread are the events that can't be read.
func unread(from *source) []Refusal {
	var list []Refusal
	for _, u := range from.invitation.Unread {
		title := "En händelse utan rubrik"
		if u.Summary != "" {
			title = "”" + u.Summary + "”"
		}
		list = append(list, Refusal{Title: title, Err: u.Err, source: from})
	}
	return list
}
