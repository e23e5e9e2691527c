// Package editor writes content files on an editor's behalf. [New] makes a draft of any kind of entry, with each key
// that it may have. [Import] makes draft activities of an invitation from a calendar program, and brings later versions
// of the invitation into the same files.
//
// What it writes is read back through package content before anybody gets it: a file that would not load as meant is
// not handed out. It touches no disk; the command that asked for the files writes them.
package editor

import (
	"fmt"
	"io/fs"
	"slices"
	"testing/fstest"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/problem"
)

// File is a content file to write.
type File struct {
	// Name is the path below the content folder.
	Name string
	Data []byte
	// New tells that there is no such file yet.
	New bool
	// Changes tells, in Swedish sentences, what differs from the file as it was.
	Changes []string
	// Notes tells, in Swedish sentences, what the editor should look at.
	Notes []string

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
}

// maxEvents is how many events one file is taken for: an invitation, not somebody's whole calendar.
const maxEvents = 30

// Import makes a file of each event of an invitation: a new draft, or the file that already has the event's UID,
// changed where the invitation says something else. The content folder is only read. Either all files can be made, or
// none: the error is then an [*Obstacle], or a problem.List of what the files would have had wrong.
func Import(src fs.FS, inv *ical.Invitation, opt Options) ([]File, error) {
	events := inv.Calendar.Events
	if len(events) > maxEvents {
		return nil, &Obstacle{fmt.Sprintf("Filen har %d händelser. Så många läses inte in på en gång.", len(events)),
			"Spara bara den händelse som ska läsas in ur kalenderprogrammet, inte hela kalendern."}
	}
	c, err := content.Load(src, content.Options{Drafts: true})
	problems, ok := asList(err)
	if !ok {
		return nil, err
	}
	im := &importer{
		src: src, content: c, invitation: inv, faulty: map[string]bool{}, ids: map[string]bool{},
		met: map[string]bool{},
	}
	for _, p := range problems {
		im.faulty[p.File] = true
	}
	im.index()
	var files []File
	for i := range events {
		f, err := im.event(&events[i], opt)
		if err != nil {
			return nil, err
		}
		files = append(files, *f)
	}
	return files, im.verify(files)
}

// asList returns the faults that an error of content.Load tells of. It is false for another error.
func asList(err error) (problem.List, bool) {
	if err == nil {
		return nil, true
	}
	list, ok := err.(problem.List)
	return list.Faults(), ok
}

// importer carries one Import.
type importer struct {
	src        fs.FS
	content    *content.Content
	invitation *ical.Invitation
	byUID      map[string]*content.Activity
	ids        map[string]bool // of activities and talks
	faulty     map[string]bool // files that have problems already
	met        map[string]bool // UIDs of events before in the invitation
}

// index finds the activities by the names that must be unique.
func (im *importer) index() {
	im.byUID = map[string]*content.Activity{}
	add := func(a *content.Activity) {
		im.byUID[a.UID] = a
		im.ids[a.ID] = true
	}
	for _, a := range content.List[*content.Activity](im.content) {
		add(a)
	}
	for _, t := range content.List[*content.Samhallssamtal](im.content) {
		add(&t.Activity)
	}
}

// event makes the file of one event.
func (im *importer) event(e *ical.Event, opt Options) (*File, error) {
	e.Summary = content.Unmarked(e.Summary)
	if title, cancelled := content.CutCancelled(e.Summary); cancelled {
		e.Summary, e.Status = title, ical.Cancelled
	}
	have := im.byUID[e.UID]
	again := im.met[e.UID]
	im.met[e.UID] = true
	switch {
	case e.UID == "" || have == nil:
		if im.invitation.Method == "CANCEL" {
			return nil, &Obstacle{
				fmt.Sprintf(
					"”%s” ställs in, men det finns ingen aktivitet att ställa in: ingen fil i content/ har kommit ur "+
						"den inbjudan.",
					e.Summary,
				),
				"Finns aktiviteten i en annan fil, skriv i dess huvud:\nstatus: inställd",
			}
		}
		return im.draft(e, again)
	case again:
		return nil, &Obstacle{
			fmt.Sprintf("Inbjudan ändrar ”%s” två gånger.", e.Summary),
			fmt.Sprintf("Skriv ändringarna för hand i content/%s.", have.File),
		}
	case !opt.Update:
		return nil, &Obstacle{fmt.Sprintf("”%s” finns redan, i content/%s.", e.Summary, have.File),
			"Ska filen ändras efter inbjudan, skriv --update. Det som du har skrivit till står kvar."}
	case im.faulty[have.File]:
		return nil, &Obstacle{
			fmt.Sprintf("content/%s har problem, och ändras därför inte.", have.File),
			"Kör psi check, rätta problemen och läs in inbjudan igen.",
		}
	}
	return im.update(have, e)
}

// verify reads the files as content and sees that they say what they should.
func (im *importer) verify(files []File) error {
	layer := overlay{im.src, fstest.MapFS{}}
	for _, f := range files {
		layer.files[f.Name] = &fstest.MapFile{Data: f.Data, Mode: 0o666}
	}
	c, err := content.Load(layer, content.Options{Drafts: true})
	problems, ok := asList(err)
	if !ok {
		return err
	}
	problems = slices.DeleteFunc(problems, func(p problem.Problem) bool {
		return !slices.ContainsFunc(files, func(f File) bool { return f.Name == p.File })
	})
	if len(problems) > 0 {
		return problems
	}
	for _, f := range files {
		if f.occasions != nil && !slices.EqualFunc(f.occasions, occasionsIn(c, f.Name), sameTime) {
			return &Obstacle{
				fmt.Sprintf("Tiden i inbjudan går inte att skriva in i content/%s.", f.Name),
				"Skriv in den för hand. Börjar aktiviteten " + f.occasions[0].String() + "?",
			}
		}
	}
	return nil
}

// occasionsIn returns the times at which the activity of a file takes place.
func occasionsIn(c *content.Content, file string) []content.When {
	for _, a := range content.List[*content.Activity](c) {
		if a.File == file {
			return a.Occasions
		}
	}
	for _, t := range content.List[*content.Samhallssamtal](c) {
		if t.File == file {
			return t.Occasions
		}
	}
	return nil
}
