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
	"so-in.se/psi/internal/swedish"
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
	// Kept tells, in Swedish sentences, what of the invitation is not in the file, since the file has something newer.
	Kept []string
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

// Imported is what an invitation has become.
type Imported struct {
	Files []File
	// LeftOut lists, in Swedish, what the invitation holds and no file has got.
	LeftOut []string
	// Doubts tells, in Swedish sentences, what in the invitation somebody ought to look at.
	Doubts []string
}

// Import makes a file of each event of an invitation: a new draft, or the file that already has the event's UID,
// changed where the sender has changed the invitation and the editor has not changed the file. An occurrence of a
// series goes into the file of the series, if there is one. The content folder is only read. Either all files can be
// made, or none: the error is then an [*Obstacle], which may be a question to the editor, or a problem.List of what the
// files would have had wrong.
func Import(src fs.FS, inv *ical.Invitation, opt Options) (*Imported, error) {
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
	im := &importer{src: src, content: c, invitation: inv, faulty: map[string]bool{}, ids: map[string]bool{}}
	for _, p := range problems {
		im.faulty[p.File] = true
	}
	im.index()
	for i := range events {
		if err := im.event(&events[i], opt); err != nil {
			return nil, err
		}
	}
	done := &Imported{Files: im.files, LeftOut: im.leftOut(), Doubts: doubts(inv)}
	for _, t := range im.targets {
		f, err := im.update(t)
		if err != nil {
			return nil, err
		}
		done.Files = append(done.Files, *f)
	}
	return done, im.verify(done.Files)
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

	files   []File    // the drafts
	targets []*target // the files to change
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

// event makes a draft of an event, or finds the file that it belongs to.
func (im *importer) event(e *ical.Event, opt Options) error {
	e.Summary = content.Unmarked(e.Summary)
	if title, cancelled := swedish.CutCancelled(e.Summary); cancelled {
		e.Summary, e.Status = title, ical.Cancelled
	}
	have, single := im.byUID[occurrenceUID(e)], false
	if series := im.byUID[e.UID]; have == nil && series != nil && series.Repeats != nil {
		have, single = series, true
		if !slices.Contains(factsIn(series, "").days(), swedish.DateOf(e.Original)) {
			if e.Status == ical.Cancelled {
				im.files = append(im.files, File{Name: series.File, Kept: []string{fmt.Sprintf(
					"Inbjudan ställer in tillfället %s, men serien i filen har inget tillfälle då.",
					swedish.FormatDate(swedish.DateOf(e.Original)))}})
				return nil
			}
			have = nil
		}
	}
	switch {
	case e.UID == "" || have == nil:
		if im.invitation.Method == "CANCEL" {
			return unknownCancelled(e)
		}
		f, err := im.draft(e)
		if err == nil {
			im.files = append(im.files, *f)
		}
		return err
	case !opt.Update:
		return &Obstacle{fmt.Sprintf("”%s” finns redan, i content/%s.", have.Title, have.File),
			"Ska filen ändras efter inbjudan, skriv --update. Det som du har skrivit till står kvar."}
	case im.faulty[have.File]:
		return &Obstacle{
			fmt.Sprintf("content/%s har problem, och ändras därför inte.", have.File),
			"Kör psi check, rätta problemen och läs in inbjudan igen.",
		}
	}
	i := slices.IndexFunc(im.targets, func(t *target) bool { return t.activity == have })
	if i < 0 {
		i = len(im.targets)
		im.targets = append(im.targets, &target{activity: have})
	}
	if single {
		im.targets[i].occurrences = append(im.targets[i].occurrences, e)
	} else {
		im.targets[i].whole = e
	}
	return nil
}

// unknownCancelled tells that what is cancelled did not come with an invitation.
func unknownCancelled(e *ical.Event) error {
	if !e.Original.IsZero() {
		day := swedish.DateOf(e.Original)
		return &Obstacle{
			fmt.Sprintf("Tillfället %s av ”%s” ställs in, men ingen fil i content/ har kommit ur den inbjudan.",
				swedish.FormatDate(day), e.Summary),
			fmt.Sprintf("Finns serien i en annan fil, skriv i dess huvud, under repeats:\n  except: [%s]", day),
		}
	}
	return &Obstacle{
		fmt.Sprintf(
			"”%s” ställs in, men det finns ingen aktivitet att ställa in: ingen fil i content/ har kommit ur "+
				"den inbjudan.",
			e.Summary,
		),
		"Finns aktiviteten i en annan fil, skriv i dess huvud:\nstatus: inställd",
	}
}

// verify reads the files as content and sees that they say what they should.
func (im *importer) verify(files []File) error {
	layer := overlay{im.src, fstest.MapFS{}}
	files = slices.DeleteFunc(slices.Clone(files), func(f File) bool { return f.Data == nil })
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
