package content

import (
	"fmt"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"so-in.se/psi/internal/address"
	"so-in.se/psi/internal/markdown"
	"so-in.se/psi/internal/parallel"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// converted is a body as HTML, with all that its links led to: while each leads to the same, the HTML is the same.
type converted struct {
	document *markdown.Document
	problems problem.List
	uses     []use
	words    *swedish.Words
}

// use is a destination in a text and what it was resolved to.
type use struct {
	of     byte // link, image or term
	dest   string
	target markdown.Target
	image  markdown.Image
	fault  string

	file string // the name, in composed form, of the content file that a link leads to; empty when it leads to none
}

// The sorts of uses.
const (
	useLink byte = iota
	useImage
	useTerm
)

// linkAndConvert resolves every relation and turns every body into HTML, on all cores. The relations are one piece of
// work, beside which there are the bodies: neither needs what the other finds.
func (l *loader) linkAndConvert() {
	parallel.Do(1+len(l.files), func(i int) {
		if i == 0 {
			l.linker.link(l.linked)
			return
		}
		if f := l.files[i-1]; !l.linker.hidden(f.entry.Common()) {
			l.convert(f)
		}
	})
	l.problems = append(l.problems, l.linker.problems...)
	for _, f := range l.files {
		if f.converted != nil {
			l.problems = append(l.problems, f.converted.problems...)
		}
	}
}

// convert turns one body into HTML, unless it was before and what its links lead to is the same.
func (l *loader) convert(f *source) {
	f.converted = l.opt.Memo.converted(f.parsed, l.host)
	if f.converted == nil || !l.holds(f, f.converted) {
		f.converted = l.convertOne(f)
		if l.opt.Memo == nil {
			f.parsed.body = nil // the memory is needed for others
		}
	}
	f.entry.Common().Body = f.converted.document
}

// holds reports whether all that a conversion relied on is still so.
func (l *loader) holds(f *source, c *converted) bool {
	if !c.words.Equal(l.words) {
		return false
	}
	r := &resolver{loader: l, from: f.entry.Common()}
	for _, u := range c.uses {
		if u.file != "" { // which file a destination means does not change, only whether there is one and what it says
			t := l.linker.byFile[u.file]
			if t == nil || l.linker.hidden(t.entry.Common()) || target(t, u.target.Anchor) != u.target {
				return false
			}
		} else if r.use(u.of, u.dest) != u {
			return false
		}
	}
	return true
}

func (l *loader) convertOne(f *source) *converted {
	r := &resolver{loader: l, from: f.entry.Common()}
	c := &converted{words: l.words}
	fault := func(u use) *problem.Problem {
		if l.opt.Memo != nil && !r.elsewhere {
			c.uses = append(c.uses, u)
		}
		return r.fault
	}
	c.document, c.problems = markdown.Convert(f.parsed.body, markdown.Options{
		File: r.from.File,
		Line: f.parsed.bodyLine,
		Lang: r.from.Lang, Words: l.words, Day: swedish.DateOf(r.from.dated.day),
		Link: func(dest string) (markdown.Target, *problem.Problem) {
			u := r.use(useLink, dest)
			return u.target, fault(u)
		},
		Image: func(dest string) (markdown.Image, *problem.Problem) {
			u := r.use(useImage, dest)
			return u.image, fault(u)
		},
		Term: func(id string) (markdown.Target, *problem.Problem) {
			u := r.use(useTerm, id)
			return u.target, fault(u)
		},
	})
	return c
}

// resolver finds what the destinations in one text lead to. It only reads the loader.
type resolver struct {
	*loader
	from      *Entry
	fault     *problem.Problem
	faults    int    // so far
	file      string // as in [use]
	elsewhere bool   // the destination says all by itself
	meant     string // the destination that the hint of the fault asks for or about
}

// use resolves one destination; r.fault tells what is wrong with it.
func (r *resolver) use(of byte, dest string) use {
	u := use{of: of, dest: dest}
	r.fault, r.file, r.elsewhere, r.meant = nil, "", false, ""
	switch of {
	case useLink:
		u.target = r.link(dest)
	case useImage:
		u.image = r.image(dest)
	case useTerm:
		u.target = r.term(dest)
	}
	if r.fault != nil {
		if r.meant != "" { // the fault of an attachment is others' too
			r.fault.Fix.Text = r.meant
		}
		u.fault = r.fault.Message + r.fault.Hint
		r.faults++
	}
	u.file = r.file
	return u
}

// advises reports whether to look for what may have been meant, which takes time: not when there are more faults in the
// text than are told of.
func (r *resolver) advises() bool { return r.faults < problem.Most }

func (r *resolver) fail(kind problem.Kind, message, hint string) {
	r.fault = &problem.Problem{Kind: kind, Message: message, Hint: hint}
}

// link resolves a relative path to a content file; addresses elsewhere are left as they are.
func (r *resolver) link(dest string) markdown.Target {
	if strings.HasPrefix(dest, "https://") || strings.HasPrefix(dest, "http://") {
		return r.web(dest)
	}
	if strings.HasPrefix(dest, "localhost:") {
		return r.web("http://" + dest)
	}
	if strings.HasPrefix(dest, "/") {
		return r.rooted(dest)
	}
	file, anchor, _ := strings.Cut(dest, "#")
	name, ok := r.path(file)
	if !ok {
		return markdown.Target{}
	}
	if f := r.linker.byFile[name]; f != nil {
		t := f.entry.Common()
		if r.linker.hidden(t) {
			r.fail(
				problem.BrokenLink, fmt.Sprintf("Länken går till %s, som är ett utkast och inte publiceras.", t.File),
				"Vänta med länken, eller ta bort draft i den filen.",
			)
			return markdown.Target{}
		}
		r.file = name
		return target(f, anchor)
	}
	if a := r.others[name]; a != nil {
		r.fault = a.load(r.src)
		return markdown.Target{URL: a.Address}
	}
	if uri, ok := address.Meant(dest); ok {
		return r.incomplete(dest, uri)
	}
	r.broken(file, name)
	return markdown.Target{}
}

// target is where a link to a file leads.
func target(f *source, anchor string) markdown.Target {
	e := f.entry.Common()
	t := markdown.Target{URL: e.Address, Entry: e.File, Title: e.Title, Anchor: anchor}
	if anchor != "" {
		t.URL += "#" + anchor
	}
	return t
}

// path turns a relative destination into a path below the content folder.
func (r *resolver) path(dest string) (string, bool) {
	if unescaped, err := url.PathUnescape(dest); err == nil {
		dest = unescaped
	}
	dest = norm.NFC.String(dest)
	if strings.HasPrefix(dest, "/") {
		r.fail(
			problem.BrokenLink, fmt.Sprintf("”%s” är en adress på webbplatsen, inte en väg till en fil.", dest),
			"Skriv vägen från den här filen till den andra filen, till exempel ../bilder/karta.png",
		)
		return "", false
	}
	if strings.HasPrefix(dest, `\`) {
		r.fail(
			problem.PrivateLink, fmt.Sprintf("Länken ”%s” går till en fil på en dator, som besökare inte når.", dest),
			"Lägg filen i content/, bredvid texten, och skriv vägen dit: [Protokollet](protokoll.pdf).",
		)
		return "", false
	}
	if slashed := strings.ReplaceAll(dest, `\`, "/"); slashed != dest {
		r.meant = slashed
		r.fail(problem.BrokenLink, fmt.Sprintf("I länken ”%s” står omvända snedstreck.", dest), "Skriv "+slashed)
		return "", false
	}
	name := path.Join(path.Dir(norm.NFC.String(r.from.File)), dest)
	if name == ".." || strings.HasPrefix(name, "../") {
		r.fail(
			problem.OutsideTree, fmt.Sprintf("”%s” leder ut ur mappen content/.", dest),
			"Länka bara till filer i content/, eller till en hel adress som börjar med https://",
		)
		return "", false
	}
	return name, true
}

// broken tells of a link to no file, and of the file that may have been meant.
func (r *resolver) broken(dest, name string) {
	if index := path.Join(name, "index.md"); r.linker.byFile[index] != nil {
		r.meant = relative(r.from.File, index)
		r.fail(problem.BrokenLink, fmt.Sprintf("Länken ”%s” går till en mapp.", dest), "Skriv "+r.meant)
		return
	}
	if r.linker.byFile[name+".md"] != nil {
		r.meant = relative(r.from.File, name+".md")
		r.fail(problem.BrokenLink, fmt.Sprintf("Länken ”%s” saknar slutet .md.", dest), "Skriv "+r.meant)
		return
	}
	hint := "Kontrollera mappen och filnamnet."
	if near, ok := r.near(name); ok {
		r.meant = relative(r.from.File, near)
		hint = "Menade du " + r.meant + "?"
	}
	r.fail(problem.BrokenLink, fmt.Sprintf("Länken ”%s” leder ingenstans: filen %s finns inte.", dest, name), hint)
}

// near finds the file that a link to no file may have been meant for: one of the same name in another folder, else one
// whose name is much like it.
func (r *resolver) near(name string) (string, bool) {
	if !r.advises() {
		return "", false
	}
	all := slices.Collect(maps.Keys(r.others))
	for _, f := range r.files {
		all = append(all, norm.NFC.String(f.name))
	}
	slices.Sort(all)
	all = slices.Compact(all)
	if same := slices.IndexFunc(all, func(file string) bool { return path.Base(file) == path.Base(name) }); same >= 0 {
		return all[same], true
	}
	return nearestFile(name, all)
}

// nearestFile finds the file whose name, but for what it ends with, is most like the one written.
func nearestFile(name string, files []string) (string, bool) {
	ext := path.Ext(name)
	byStem := make(map[string]string, len(files))
	var stems []string
	for _, file := range files {
		stem := strings.TrimSuffix(file, ext)
		byStem[stem] = file
		stems = append(stems, stem)
	}
	near, ok := swedish.Nearest(strings.TrimSuffix(name, ext), stems)
	return byStem[near], ok
}

// relative returns the path from one content file to another, as an editor writes it.
func relative(from, to string) string {
	up := strings.Split(path.Dir(from), "/")
	down := strings.Split(to, "/")
	if path.Dir(from) == "." {
		up = nil
	}
	for len(up) > 0 && len(down) > 1 && up[0] == down[0] {
		up, down = up[1:], down[1:]
	}
	return strings.Repeat("../", len(up)) + strings.Join(down, "/")
}

// term resolves begrepp:id.
func (r *resolver) term(id string) markdown.Target {
	if e := r.linker.find(KindConcept, id); e != nil {
		t := e.Common()
		if r.linker.hidden(t) {
			r.fail(
				problem.UnknownTerm, fmt.Sprintf("Begreppet ”%s” är ett utkast och publiceras inte.", id),
				"Vänta med länken, eller ta bort draft i "+t.File+".",
			)
			return markdown.Target{}
		}
		return markdown.Target{URL: t.Address, Entry: t.File, Title: t.Title}
	}
	hint := "Orden finns i mappen begrepp/. Lägg till begrepp/" + swedish.Slug(id) + ".md, eller ta bort länken."
	if r.advises() {
		if near, ok := swedish.Nearest(id, r.linker.ids()[KindConcept]); ok {
			r.meant = "begrepp:" + near
			hint = "Menade du " + r.meant + "?"
		}
	}
	r.fail(problem.UnknownTerm, fmt.Sprintf("Ordet ”%s” finns inte bland begreppen.", id), hint)
	return markdown.Target{}
}
