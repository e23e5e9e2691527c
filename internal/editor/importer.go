package editor

import (
	"fmt"
	"io/fs"
	"slices"
	"testing/fstest"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// source is where events come from.
type source struct {
	invitation *ical.Invitation
	// feed is what site.yaml says of the calendar; nil when somebody imports a file.
	feed *content.Feed
	// movesFrom is the host whose pages of events have their new addresses here; empty for none.
	movesFrom string
}

// id stands for the calendar in what files remember; it is empty for a file that somebody imports.
func (s *source) id() string {
	if s.feed == nil {
		return ""
	}
	return s.feed.ID()
}

// importer makes files of events.
type importer struct {
	src       fs.FS
	content   *content.Content
	now       time.Time
	mayUpdate bool // change files that are there already
	publishes bool // make no drafts
	byUID     map[string]*content.Activity
	ids       map[string]bool // of activities and talks
	faulty    map[string]bool // files that have problems already
	addresses map[string]bool // those that entries have or have had
	drafted   map[string]bool // by the UID of the occurrence
	known     map[int64][]known

	files   []File    // the drafts, and those that need no change
	targets []*target // the files to change
	refused []Refusal
}

// newImporter reads the content.
func newImporter(src fs.FS, now time.Time) (*importer, error) {
	c, err := content.Load(src, content.Options{Drafts: true})
	problems, ok := asList(err)
	if !ok {
		return nil, err
	}
	im := &importer{
		src: src, now: now, content: c, byUID: map[string]*content.Activity{}, ids: map[string]bool{},
		faulty: map[string]bool{}, addresses: map[string]bool{}, drafted: map[string]bool{}, known: map[int64][]known{},
	}
	for _, p := range problems {
		im.faulty[p.File] = true
	}
	for e := range c.Entries() {
		im.addresses[e.Address] = true
		for _, old := range e.OldPaths {
			im.addresses[old] = true
		}
	}
	for _, a := range im.activities() {
		im.byUID[a.UID] = a
		im.ids[a.ID] = true
		im.know(known{title: a.Title, place: a.Place + " " + a.Street, file: a.File, activity: a}, a.Occasions)
	}
	return im, nil
}

// asList returns the faults that an error of content.Load tells of. It is false for another error.
func asList(err error) (problem.List, bool) {
	if err == nil {
		return nil, true
	}
	list, ok := err.(problem.List)
	return list.Faults(), ok
}

// activities lists all activities, talks too.
func (im *importer) activities() []*content.Activity {
	list := content.List[*content.Activity](im.content)
	for _, t := range content.List[*content.Samhallssamtal](im.content) {
		list = append(list, &t.Activity)
	}
	return list
}

// tidy takes out of an event's texts what no file can have, and out of its title what is none.
func tidy(e *ical.Event) {
	for _, text := range []*string{&e.Summary, &e.Description, &e.Location, &e.Street, &e.Contact} {
		*text = frontmatter.WithoutControls(*text)
	}
	e.Summary = content.Unmarked(e.Summary)
	if title, cancelled := swedish.CutCancelled(e.Summary); cancelled {
		e.Summary, e.Status = title, ical.Cancelled
	}
}

// event makes a draft of an event, or finds the file that it belongs to.
func (im *importer) event(e *ical.Event, from *source) error {
	tidy(e)
	have, single := im.byUID[occurrenceUID(e)], false
	if series := im.byUID[e.UID]; have == nil && series != nil && series.Repeats != nil {
		have, single = series, true
		if !slices.Contains(factsIn(series, "").days(), swedish.DateOf(e.Original)) {
			if e.Status == ical.Cancelled {
				im.files = append(im.files, File{Name: series.File, event: e, source: from, Kept: []string{fmt.Sprintf(
					"Inbjudan ställer in tillfället %s, men serien i filen har inget tillfälle då.",
					swedish.FormatDate(swedish.DateOf(e.Original)))}})
				return nil
			}
			have = nil
		}
	}
	if e.UID == "" || have == nil {
		return im.fresh(e, from)
	}
	if im.faulty[have.File] {
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
	im.targets[i].from = from
	if single {
		im.targets[i].occurrences = append(im.targets[i].occurrences, e)
	} else {
		im.targets[i].whole = e
	}
	return nil
}

// fresh makes a draft of an event that no file has come of, unless there is one in this calendar already. Without a UID
// that can be used, what has the same title and time is the same.
func (im *importer) fresh(e *ical.Event, from *source) error {
	if from.invitation.Method == "CANCEL" {
		return unknownCancelled(e)
	}
	uid := occurrenceUID(e)
	if im.drafted[uid] {
		return nil
	}
	if !isUsable(uid) {
		if twin := im.twin(e); twin != "" {
			im.files = append(im.files, File{Name: twin, event: e, source: from})
			return nil
		}
	}
	f, err := im.draft(e, from)
	if err != nil {
		return err
	}
	im.files = append(im.files, *f)
	im.drafted[uid] = uid != ""
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

// refuse notes that an event becomes no file, if there is an error.
func (im *importer) refuse(e *ical.Event, from *source, err error) {
	if err == nil {
		return
	}
	title := "En händelse utan rubrik"
	if e.Summary != "" {
		title = "”" + e.Summary + "”"
	}
	im.refused = append(im.refused, Refusal{
		Title: title + ", " + im.when(e).String(), Err: err, event: e, source: from,
	})
}

// finish changes the files that are there, and sees that all files say what they should.
func (im *importer) finish() (*Imported, error) {
	files := im.files
	for _, t := range im.targets {
		f, err := im.update(t)
		_, asks := err.(*Obstacle)
		if !im.mayUpdate && (asks || err == nil && len(f.Changes) > 0) {
			err = &Obstacle{fmt.Sprintf("”%s” finns redan, i content/%s.", t.activity.Title, t.activity.File),
				"Ska filen ändras efter inbjudan, skriv --update. Det som du har skrivit till står kvar."}
		}
		if err != nil {
			im.refuse(t.first(), t.from, err)
			continue
		}
		files = append(files, *f)
	}
	for i := range files {
		f := &files[i]
		f.LeftOut, f.Doubts = im.leftOut(f.event, f.source), doubts(f.event)
	}
	files, err := im.verify(files)
	return &Imported{Files: files, Refused: im.refused}, err
}

// verify reads the files as content, and returns those that say what they should.
func (im *importer) verify(files []File) ([]File, error) {
	for {
		layer := overlay{im.src, fstest.MapFS{}}
		for _, f := range files {
			if f.Data != nil {
				layer.files[f.Name] = &fstest.MapFile{Data: f.Data, Mode: 0o666}
			}
		}
		c, err := content.Load(layer, content.Options{Drafts: true})
		problems, ok := asList(err)
		if !ok {
			return nil, err
		}
		read := occasionsIn(c)
		good := slices.DeleteFunc(slices.Clone(files), func(f File) bool {
			if f.Data == nil {
				return false
			}
			own := slices.DeleteFunc(slices.Clone(problems), func(p problem.Problem) bool { return p.File != f.Name })
			if len(own) > 0 {
				im.refuse(f.event, f.source, own)
				return true
			}
			if f.occasions == nil || slices.EqualFunc(f.occasions, read[f.Name], sameTime) {
				return false
			}
			im.refuse(f.event, f.source, &Obstacle{
				fmt.Sprintf("Tiden i inbjudan går inte att skriva in i content/%s.", f.Name),
				"Skriv in den för hand. Börjar aktiviteten " + f.occasions[0].String() + "?",
			})
			return true
		})
		if len(good) == len(files) {
			return good, nil
		}
		files = good
	}
}

// occasionsIn returns the times at which activities take place, by file.
func occasionsIn(c *content.Content) map[string][]content.When {
	read := map[string][]content.When{}
	for _, a := range content.List[*content.Activity](c) {
		read[a.File] = a.Occasions
	}
	for _, t := range content.List[*content.Samhallssamtal](c) {
		read[t.File] = t.Occasions
	}
	return read
}
