package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"so-in.se/psi/internal/editor"
	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/problem"
)

// importInvitation is the command psi import.
type importInvitation struct {
	Now     string `placeholder:"TIME" help:"Import as at this time, Stockholm time. The clock's unless given."`
	Update  bool   `help:"Change the file of an activity that is there already, where the invitation says something else."`
	Publish bool   `help:"Make no drafts: what is in the file has been published before."`
	File    string `arg:"" help:"An invitation from Outlook, Google, Apple or another calendar program (.ics)."`
}

// Run makes drafts of the invitation's events, or changes the files that have them.
func (i *importInvitation) Run(cli *commands, w world) error {
	name := i.File
	if !filepath.IsAbs(name) {
		name = filepath.Join(cli.Dir, name)
	}
	invitation, err := readInvitation(name, i.File)
	if err != nil {
		return err
	}
	root, src, err := openContent(cli.Dir)
	if err != nil {
		return err
	}
	defer root.Close()
	now, err := w.timeOf(i.Now)
	if err != nil {
		return err
	}
	done, err := editor.Import(src, invitation, editor.Options{Update: i.Update, Publish: i.Publish, Now: now})
	if err != nil {
		return err
	}
	if len(done.Files) == 0 && len(done.Refused) == 1 {
		return i.alone(w, done.Refused[0])
	}
	for _, f := range done.Files {
		if err := writeContent(root, f); err != nil {
			return err
		}
	}
	printImported(w.stdout, done, i.Publish)
	if len(done.Refused) == 0 {
		return nil
	}
	fmt.Fprintf(w.stderr, "%d av %d händelser är inte inlästa:\n", len(done.Refused), len(done.Refused)+len(done.Files))
	for _, r := range done.Refused {
		fmt.Fprintln(w.stderr, problem.OneLine(r.Title))
		if err := i.explain(w.stderr, r.Err); err != nil {
			return err
		}
	}
	return failure{}
}

// alone tells why nothing at all has been written.
func (i *importInvitation) alone(w world, r editor.Refusal) error {
	if o, ok := errors.AsType[*editor.Obstacle](r.Err); ok {
		return &obstacle{o.Message, o.Hint}
	}
	fmt.Fprintln(w.stderr, "Ingenting har skrivits, eftersom inbjudan skulle ge en fil med problem:")
	if err := i.explain(w.stderr, r.Err); err != nil {
		return err
	}
	return failure{}
}

// explain tells why an event has become no file.
func (i *importInvitation) explain(out io.Writer, err error) error {
	if problems, ok := errors.AsType[problem.List](err); ok {
		return problems.Text(out, nil)
	}
	message, hint := err.Error(), ""
	if o, ok := errors.AsType[*editor.Obstacle](err); ok {
		message, hint = o.Message, o.Hint
	} else if fault, ok := errors.AsType[*ical.ReadError](err); ok {
		message, hint = fmt.Sprintf("%s:%d: %s", i.File, fault.Line, fault.Message), fault.Hint
	}
	fmt.Fprintln(out, "  "+problem.OneLine(message))
	for line := range strings.Lines(hint) {
		fmt.Fprintln(out, strings.TrimRight("  "+problem.Indented(line), " "))
	}
	return nil
}

// readInvitation reads a calendar file, which messages call shown.
func readInvitation(name, shown string) (*ical.Invitation, error) {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return nil, &obstacle{fmt.Sprintf("”%s” är ingen vanlig fil.", shown), "Skriv vägen till en .ics-fil."}
	}
	file, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &obstacle{
			fmt.Sprintf("Filen ”%s” finns inte.", shown),
			"Spara inbjudan ur kalenderprogrammet som en .ics-fil, och skriv vägen till den.",
		}
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	invitation, err := ical.Read(file)
	if fault, ok := errors.AsType[*ical.ReadError](err); ok {
		if fault.Line > 0 {
			shown = fmt.Sprintf("%s:%d", shown, fault.Line)
		}
		return nil, &obstacle{shown + ": " + fault.Message, fault.Hint}
	}
	return invitation, err
}

// writeContent writes a file below content/, which is there whole, old or new, at every moment. A new one replaces
// nothing.
func writeContent(root *os.Root, f editor.File) error {
	name := path.Join("content", f.Name)
	mode := fs.FileMode(0o666)
	switch info, err := root.Lstat(name); {
	case f.New && err == nil:
		return &fs.PathError{Op: "create", Path: name, Err: fs.ErrExist}
	case f.New:
		if err := root.MkdirAll(path.Dir(name), 0o777); err != nil {
			return err
		}
	case len(f.Changes) == 0:
		return nil
	case err == nil:
		mode = info.Mode().Perm()
	}
	fresh := path.Join(path.Dir(name), "."+path.Base(name)+".psi")
	if err := root.WriteFile(fresh, f.Data, mode); err != nil {
		return err
	}
	return root.Rename(fresh, name)
}

// printImported tells what was written, what was left out and what to look at.
func printImported(out io.Writer, done *editor.Imported, published bool) {
	fresh := 0
	for _, f := range done.Files {
		name := problem.OneLine(f.Name)
		wrote := f.New || len(f.Changes) > 0
		switch {
		case f.New && published:
			fmt.Fprintf(out, "Skrev content/%s.\n", name)
		case f.New:
			fresh++
			fmt.Fprintf(out, "Skrev content/%s, ett utkast.\n", name)
		case wrote:
			fmt.Fprintf(out, "Ändrade content/%s.\n", name)
		case len(f.Kept) > 0:
			fmt.Fprintf(out, "content/%s är inte ändrad.\n", name)
		default:
			fmt.Fprintf(out, "content/%s säger redan det som står i inbjudan.\n", name)
		}
		lines := slices.Concat(f.Changes, f.Kept, f.Notes)
		if wrote {
			lines = append(lines, f.Doubts...)
			if len(f.LeftOut) > 0 {
				lines = append(lines, "Utelämnat: "+strings.Join(f.LeftOut, "; ")+".")
			}
		}
		for _, line := range lines {
			fmt.Fprintf(out, "  %s\n", problem.OneLine(line))
		}
	}
	if len(done.LeftOut) > 0 {
		fmt.Fprintf(out, "Utelämnat ur filen: %s.\n", problem.OneLine(strings.Join(done.LeftOut, "; ")))
	}
	switch {
	case fresh == 1:
		fmt.Fprintln(out, "Läs igenom utkastet, och ta bort raden draft: true när det ska publiceras.")
	case fresh > 1:
		fmt.Fprintf(
			out,
			"Läs igenom de %d utkasten, och ta bort raden draft: true i vart och ett när det ska publiceras.\n",
			fresh,
		)
	}
}
