// Package record is the memory between builds: psi.json, published with the site, names every address and every
// calendar entry, with what a later build must know to keep faith with visitors and subscribers.
//
// An entry that has not changed keeps its stamps, so that its bytes are the same. One that has gets a higher SEQUENCE
// (RFC 5545 §3.8.7.4), without which some calendar programs keep the old time. An address that people have, and that
// leads nowhere any longer, can be told of before it is published. [Compare] tells in Swedish what visitors and
// subscribers will notice between two records.
//
// An entry that leaves a feed stays in it as withdrawn until its day has passed, and one that is called off is told of:
// so the record knows which feeds an entry stands in and has left, which occasions of a series were called off after
// they had been published, and which entries have been taken away before their day.
//
// The form of the file is stable: fields are added, never renamed, and a field that an older record lacks is empty. The
// JSON names stand at the fields of [Record], [Site], [Feed], [Page], [Event] and [Stamps].
package record

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"
)

// FileName is where the record is published, below the site's root.
const FileName = "psi.json"

// MaxSize bounds a record in bytes: that of a site of a hundred thousand pages.
const MaxSize = 128 << 20

// version is the form of the record that this program writes and reads.
const version = 1

// Record is what was published.
type Record struct {
	// Version is the record's form.
	Version int `json:"version"`
	// Serial rises by one each time that something else is published, so that of two records of a site the newer can be
	// told; 0 in an older record, and in that of a build that knew nothing of what was published.
	Serial int `json:"serial,omitempty"`
	// Made is what the site was made of.
	Made Made `json:"made,omitzero"`
	// NextChange is when the site next differs although nobody edits anything; zero when there is no such time, and in
	// an older record.
	NextChange time.Time `json:"nextChange,omitzero"`
	// Site is what calendars say of the site; nil in an older record.
	Site *Site `json:"site,omitempty"`
	// Feeds are the calendars that are offered, in order of their names; empty in an older record.
	Feeds []Feed `json:"feeds,omitempty"`
	// Files lists the paths of all files, sorted, the record's own among them.
	Files []string `json:"files"`
	// Pages are in order of their addresses.
	Pages []Page `json:"pages"`
	// Everywhere has a digest of each thing that stands on all pages, by its Swedish name; nil in an older record.
	Everywhere map[string]string `json:"everywhere,omitempty"`
	// Events are in order of their UIDs.
	Events []Event `json:"events"`
	// Gone are entries that were taken away before their day, in order of their UIDs: the feeds in their Left tell of
	// them until it has passed. A series stands there with its next occasion.
	Gone []Event `json:"gone,omitempty"`
}

// Made is what a site was made of, so that anyone can make it again.
type Made struct {
	// Commit is that of git whose content and psi it was; empty when that isn't known.
	Commit string `json:"commit,omitempty"`
	// Go is the version of Go with which psi was built: "go1.26.11".
	Go string `json:"go,omitempty"`
}

// Site is what calendars say of the site.
type Site struct {
	Name      string `json:"name"`
	ShortName string `json:"shortName"`
	Address   string `json:"address"`
	Email     string `json:"email"`
}

// Feed is a calendar to follow. Its file is kalender/NAME.ics.
type Feed struct {
	Name  string `json:"name"`
	Title string `json:"title"`
}

// Page is a published page of an entry or a list.
type Page struct {
	Address string `json:"address"`
	Title   string `json:"title"`
	// Kind is the folder of its kind; empty for other pages.
	Kind string `json:"kind,omitempty"`
	// File is the path below the content folder; empty for pages that psi makes itself.
	File string `json:"file,omitempty"`
	// Hash stands for all that the editor wrote.
	Hash string `json:"hash,omitempty"`
	// Says has a digest of each part of what the editor wrote that visitors see, by its Swedish name; nil in an older
	// record, and for pages that psi makes itself.
	Says map[string]string `json:"says,omitempty"`
	// Modified is when this Hash was first published at this address; absent when that isn't known.
	Modified time.Time `json:"modified,omitzero"`
	// MovedTo is set for an old address that leads on: the address that it leads to.
	MovedTo string `json:"movedTo,omitempty"`
	// Draft is set for a page that only a build with drafts has: nobody misses it.
	Draft bool `json:"draft,omitempty"`
}

// Event is a published calendar entry: an activity, or a last day.
type Event struct {
	UID   string `json:"uid"`
	Title string `json:"title"`
	// Address is that of the page about it.
	Address string `json:"address"`
	// Start and End are RFC 3339 with Stockholm's offset, or dates for whole days; a date End is the last day.
	Start string `json:"start"`
	End   string `json:"end"`
	// Until is when it has ended, the last occasion of a series.
	Until time.Time `json:"until"`
	// Occasions lists the times of a series in order, each as Start and End with a slash between; empty when it is
	// none.
	Occasions []string `json:"occasions,omitempty"`
	// Moved are those of Occasions that were moved, by the day on which they would have begun.
	Moved map[string]string `json:"moved,omitempty"`
	// Off are the days on which an occasion of a series would have begun that was called off after it had been
	// published.
	Off   []string `json:"off,omitempty"`
	Place string   `json:"place,omitempty"`
	// Facts are what else subscribers and visitors are told, by the names of the Fact constants, most of one value; nil
	// in an older record.
	Facts map[string][]string `json:"facts,omitempty"`
	// Feeds names the feeds that the entry stands in, and Left those that it has left; both are sorted.
	Feeds []string `json:"feeds,omitempty"`
	Left  []string `json:"left,omitempty"`
	// Status is as RFC 5545 §3.8.1.11 has it: CONFIRMED, TENTATIVE or CANCELLED.
	Status string `json:"status"`
	// LastDay is set for a last day to apply or sign up, which is no activity.
	LastDay bool `json:"lastDay,omitempty"`
	// Draft is set for an entry that only a build with drafts has.
	Draft bool `json:"draft,omitempty"`
	// Hash stands for all that subscribers see.
	Hash string `json:"hash"`
	Stamps
}

// Stamps are the times and the number by which calendar programs tell a newer version from an older one.
type Stamps struct {
	// Sequence rises by one with each change.
	Sequence int       `json:"sequence"`
	Created  time.Time `json:"created"`
	Modified time.Time `json:"modified"`
}

// Same reports whether two records tell the same.
func (r *Record) Same(other *Record) bool {
	var texts [2]bytes.Buffer
	for i, of := range []*Record{r, other} {
		if err := of.Encode(&texts[i]); err != nil {
			return false
		}
	}
	return bytes.Equal(texts[0].Bytes(), texts[1].Bytes())
}

// Stamp returns the stamps of a calendar entry that subscribers see as hash tells, at a time: those that it had when
// nothing has changed since r was published, else new ones. r may hold nothing.
func (r *Record) Stamp(uid, hash string, now time.Time) Stamps {
	now = now.UTC().Truncate(time.Second)
	before, ok := r.Event(uid)
	if !ok {
		before, ok = r.gone(uid)
	}
	switch {
	case !ok:
		return Stamps{Created: now, Modified: now}
	case before.Hash == hash:
		return before.Stamps
	}
	if !now.After(before.Modified) {
		now = before.Modified.Add(time.Second) // a clock that was set back, or --now
	}
	return Stamps{Sequence: before.Sequence + 1, Created: before.Created, Modified: now}
}

// Modified tells when a page that the editor wrote as hash tells was last changed: at a time now, unless r has the same
// at the address already. It is zero for a page that an older record has, unchanged, without a time.
func (r *Record) Modified(address, hash string, now time.Time) time.Time {
	now = now.UTC().Truncate(time.Second)
	before, ok := r.Page(address)
	switch {
	case !ok || before.Draft || before.MovedTo != "":
		return now
	case before.Hash == hash:
		return before.Modified
	}
	if !now.After(before.Modified) {
		now = before.Modified.Add(time.Second) // a clock that was set back, or --now
	}
	return now
}

// Event finds a calendar entry.
func (r *Record) Event(uid string) (*Event, bool) { return find(r.Events, uid) }

// gone finds a calendar entry that was taken away before its day.
func (r *Record) gone(uid string) (*Event, bool) { return find(r.Gone, uid) }

func find(events []Event, uid string) (*Event, bool) {
	i, ok := slices.BinarySearchFunc(events, uid, func(e Event, uid string) int { return strings.Compare(e.UID, uid) })
	if !ok {
		return nil, false
	}
	return &events[i], true
}

// Page finds a page by its address.
func (r *Record) Page(address string) (*Page, bool) {
	i, ok := slices.BinarySearchFunc(
		r.Pages, address, func(p Page, address string) int { return strings.Compare(p.Address, address) },
	)
	if !ok {
		return nil, false
	}
	return &r.Pages[i], true
}

// New makes the record of what is published, in order.
func New(files []string, pages []Page, events []Event) *Record {
	r := &Record{Version: version, Files: files, Pages: pages, Events: events}
	slices.Sort(r.Files)
	r.order()
	return r
}

// order puts pages and events where Page and Event look for them.
func (r *Record) order() {
	slices.SortFunc(r.Pages, func(a, b Page) int { return strings.Compare(a.Address, b.Address) })
	slices.SortFunc(r.Feeds, func(a, b Feed) int { return strings.Compare(a.Name, b.Name) })
	slices.SortFunc(r.Events, byUID)
	slices.SortFunc(r.Gone, byUID)
}

func byUID(a, b Event) int { return strings.Compare(a.UID, b.UID) }

// Encode writes the record as JSON, each file, page and event on a line of its own. Equal records give equal bytes.
func (r *Record) Encode(w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "{\n\"version\": %d", r.Version)
	if r.Serial > 0 {
		fmt.Fprintf(out, ",\n\"serial\": %d", r.Serial)
	}
	var err error
	if r.Made != (Made{}) {
		var data []byte
		data, err = json.Marshal(r.Made)
		fmt.Fprintf(out, ",\n\"made\": %s", data)
	}
	if !r.NextChange.IsZero() {
		fmt.Fprintf(out, ",\n\"nextChange\": %q", r.NextChange.UTC().Format(time.RFC3339))
	}
	if r.Site != nil {
		data, encodeErr := json.Marshal(r.Site)
		err = errors.Join(err, encodeErr)
		fmt.Fprintf(out, ",\n\"site\": %s", data)
	}
	if len(r.Everywhere) > 0 {
		data, encodeErr := json.Marshal(r.Everywhere)
		err = errors.Join(err, encodeErr)
		fmt.Fprintf(out, ",\n\"everywhere\": %s", data)
	}
	if len(r.Feeds) > 0 {
		err = errors.Join(err, encodeList(out, "feeds", r.Feeds))
	}
	err = errors.Join(
		err, encodeList(out, "files", r.Files), encodeList(out, "pages", r.Pages),
		encodeList(out, "events", r.Events),
	)
	if len(r.Gone) > 0 {
		err = errors.Join(err, encodeList(out, "gone", r.Gone))
	}
	out.WriteString("\n}\n")
	return errors.Join(err, out.Flush())
}

// encodeList writes a list. What cannot be written out is kept by out for Flush.
func encodeList[T any](out *bufio.Writer, name string, list []T) error {
	fmt.Fprintf(out, ",\n%q: [", name)
	for i, element := range list {
		if i > 0 {
			out.WriteByte(',')
		}
		data, err := json.Marshal(element)
		if err != nil {
			return err
		}
		out.WriteByte('\n')
		out.Write(data)
	}
	out.WriteByte(']')
	return nil
}

// ErrNewer says that a record is of a later form than this program knows.
var ErrNewer = errors.New("use a newer psi")

// Decode reads a record. One of a form that this program does not know is an error: to guess would be to lose what it
// says.
func Decode(src io.Reader) (*Record, error) {
	data, err := io.ReadAll(io.LimitReader(src, MaxSize+1))
	if err != nil {
		return nil, err
	}
	if len(data) > MaxSize {
		return nil, fmt.Errorf("larger than %d bytes", MaxSize)
	}
	r := new(Record)
	if err := json.Unmarshal(data, r); err != nil {
		return nil, err
	}
	switch {
	case r.Version < 1:
		return nil, errors.New("not a record of psi: it has no version")
	case r.Version > version:
		return nil, fmt.Errorf("%w: version %d, and this psi knows only version %d", ErrNewer, r.Version, version)
	}
	for _, e := range slices.Concat(r.Events, r.Gone) {
		if e.UID == "" || e.Sequence < 0 {
			return nil, fmt.Errorf("an event without a UID, or with the SEQUENCE %d", e.Sequence)
		}
	}
	for _, e := range r.Gone {
		if _, ok := ParseSpan(e.Start, e.End); !ok {
			return nil, fmt.Errorf("the event %s from %q to %q", e.UID, e.Start, e.End)
		}
	}
	for _, p := range r.Pages {
		if p.File != "" && !fs.ValidPath(p.File) {
			return nil, fmt.Errorf("a page of the file %q, which is no path below the content folder", p.File)
		}
	}
	r.order()
	return r, nil
}
