package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/editor"
	"so-in.se/psi/internal/gather"
	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// gatherCalendars is the command psi gather.
type gatherCalendars struct {
	Summary string `placeholder:"FILE" help:"Write what has been done, and what has to be decided, to this file. To standard output unless given."`
	Now     string `placeholder:"TIME" help:"Gather as at this time, Stockholm time. The clock's unless given."`
}

const (
	// copies is the file, in the folder that psi works in, of what servers have sent.
	copies = ".psi/gather.json"
	// patience bounds the time that one calendar may take.
	patience = 30 * time.Second
)

// Run brings the calendars of the parts into the content.
func (g *gatherCalendars) Run(cli *commands, w world) error {
	now, err := w.timeOf(g.Now)
	if err != nil {
		return err
	}
	root, src, err := openContent(cli.Dir)
	if err != nil {
		return err
	}
	defer root.Close()
	c, err := content.Load(src, content.Options{Drafts: true})
	problems, faulty := errors.AsType[problem.List](err)
	if err != nil && !faulty {
		return err
	}
	if list := ofSettings(problems); len(list) > 0 {
		if err := list.Text(w.stderr, sourceOf(root.FS())); err != nil {
			return err
		}
		return failure{}
	}
	if len(c.Settings.Feeds) == 0 {
		return &obstacle{
			"Det finns inga kalendrar att hämta.",
			"Skriv dem i content/site.yaml:\ncalendars:\n" +
				"  - address: https://www.exempel.se/kalender.ics\n    part: exempel",
		}
	}
	fetched, err := fetchAll(cli.Dir, root.FS(), &c.Settings, w)
	if err != nil {
		return err
	}
	done, err := editor.Gather(src, fetched, now)
	if err != nil {
		return err
	}
	for _, f := range done.Files {
		if err := writeContent(root, f); err != nil {
			return err
		}
	}
	told := []byte(done.Summary(swedish.DateOf(now)))
	if g.Summary == "" {
		_, err = w.stdout.Write(told)
		return err
	}
	return os.WriteFile(within(cli.Dir, g.Summary), told, 0o666)
}

// ofSettings returns the faults of site.yaml, which says what is to be gathered.
func ofSettings(problems problem.List) problem.List {
	var list problem.List
	for _, p := range problems.Faults() {
		if p.File == content.SettingsFile {
			list.Add(p)
		}
	}
	return list
}

// fetchAll reads the calendars: those on the web, and the files of the folder that psi works in.
func fetchAll(dir string, folder fs.FS, s *content.Settings, w world) ([]editor.Fetched, error) {
	known := map[string]gather.Copy{}
	memory := filepath.Join(dir, copies)
	if data, err := os.ReadFile(memory); err == nil {
		_ = json.Unmarshal(data, &known) // what can't be read is fetched again
	}
	var addresses []string
	for i := range s.Feeds {
		if f := &s.Feeds[i]; f.OnWeb() {
			addresses = append(addresses, f.Address)
		}
	}
	fetcher := gather.Fetcher{
		Client: &http.Client{Transport: w.transport}, UserAgent: fmt.Sprintf("psi (%s)", s.Address), Patience: patience,
	}
	answers := fetcher.Fetch(context.Background(), addresses, known)
	fetched := make([]editor.Fetched, len(s.Feeds))
	fresh := map[string]gather.Copy{}
	for i := range s.Feeds {
		f := &s.Feeds[i]
		fetched[i].Feed = f
		body, err := []byte(nil), error(nil)
		if !f.OnWeb() {
			body, err = readCalendar(folder, f.Address)
		} else if a := answers[f.Address]; a.Fault != nil {
			err = &editor.Obstacle{Message: a.Fault.Message, Hint: a.Fault.Hint}
			if have, ok := known[f.Address]; ok {
				fresh[f.Address] = have
			}
		} else if body = a.Body; a.IsKnown() {
			fresh[f.Address] = a.Copy
		}
		if err == nil {
			fetched[i].Invitation, err = ical.Read(bytes.NewReader(body))
		}
		fetched[i].Err = err
	}
	if len(addresses) == 0 {
		return fetched, nil
	}
	data, err := json.Marshal(fresh)
	if err == nil {
		err = os.MkdirAll(filepath.Dir(memory), 0o777)
	}
	if err == nil {
		err = os.WriteFile(memory, append(data, '\n'), 0o666)
	}
	return fetched, err
}

// readCalendar reads a file of a calendar.
func readCalendar(folder fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(folder, name)
	if err == nil && info.Mode().IsRegular() && info.Size() <= ical.MaxSize {
		return fs.ReadFile(folder, name)
	}
	if err == nil {
		return nil, &editor.Obstacle{
			Message: "Det är ingen vanlig fil, eller den är för stor.",
			Hint:    "Skriv vägen till en .ics-fil.",
		}
	}
	return nil, &editor.Obstacle{Message: "Filen finns inte.", Hint: "Kontrollera address i content/site.yaml."}
}
