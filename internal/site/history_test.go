package site_test

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/psitest"
	"so-in.se/psi/internal/record"
	"so-in.se/psi/internal/site"
)

// problemsOf builds a site that must have problems.
func problemsOf(t *testing.T, src fs.FS, opt site.Options) problem.List {
	t.Helper()
	_, err := site.Build(src, opt)
	problems, ok := errors.AsType[problem.List](err)
	if !ok {
		t.Fatalf("error %v, want problems", err)
	}
	return problems
}

// blocks returns the events of a calendar by UID.
func blocks(data []byte) map[string]string {
	found := map[string]string{}
	for _, block := range strings.Split(strings.Join(unfolded(data), "\n"), "BEGIN:VEVENT\n")[1:] {
		uid, _, _ := strings.Cut(strings.TrimPrefix(block, "UID:"), "\n")
		found[uid] += block
	}
	return found
}

// TestUnchanged builds again at later times and other addresses with nothing changed: no calendar differs but for
// addresses.
func TestUnchanged(t *testing.T) {
	src := made(t, 80)
	first := build(t, src, site.Options{Previous: new(record.Record)})
	before := rendered(t, first)
	again := build(t, src, site.Options{Now: noon.AddDate(0, 0, 9), Previous: first.Record()})
	after := rendered(t, again)
	for name, data := range before {
		if strings.HasSuffix(name, ".ics") && !bytes.Equal(data, after[name]) {
			t.Errorf("%s differs", name)
		}
	}
	preview := build(
		t, src,
		site.Options{BaseURL: "https://preview.example.net", Previous: first.Record(), Now: noon.AddDate(0, 0, 9)},
	)
	if d := cmp.Diff(first.Record().Events, preview.Record().Events); d != "" {
		t.Error("in a preview: ", d)
	}
}

// TestOneChange moves one activity: in every calendar exactly that event differs, with a higher SEQUENCE and new
// stamps.
func TestOneChange(t *testing.T) {
	src := empty(t)
	for _, id := range []string{"a", "b", "c"} {
		activity(src, id, "kind: stormöte", "start: 2027-05-01 13:00", "end: 2027-05-01 16:00", "themes: [klimat]")
	}
	first := build(t, src, site.Options{Previous: new(record.Record)})
	before := rendered(t, first)
	edit(t, src, "content/aktiviteter/b.md", "start: 2027-05-01 13:00", "start: 2027-05-01 12:00")
	later := noon.Add(time.Hour)
	after := rendered(t, build(t, src, site.Options{Previous: first.Record(), Now: later}))
	for _, name := range []string{"psi", "stormoten", "tema/klimat"} {
		name = "kalender/" + name + ".ics"
		old, now := blocks(before[name]), blocks(after[name])
		for uid := range now {
			switch {
			case uid != "b@so-in.se" && old[uid] != now[uid]:
				t.Errorf("%s: %s differs", name, uid)
			case uid == "b@so-in.se":
				want := strings.NewReplacer("SEQUENCE:0", "SEQUENCE:1", "DTSTAMP:20261122T120000Z",
					"DTSTAMP:20261122T130000Z",
					"LAST-MODIFIED:20261122T120000Z", "LAST-MODIFIED:20261122T130000Z", "T130000\nDTEND",
					"T120000\nDTEND").
					Replace(old[uid])
				if d := cmp.Diff(want, now[uid]); d != "" {
					t.Errorf("%s: %s", name, d)
				}
			}
		}
		if len(now) != 3 {
			t.Errorf("%s has %d events", name, len(now))
		}
	}
}

// TestRedirects leads old addresses straight to where entries are now, whatever they were in between.
func TestRedirects(t *testing.T) {
	src := empty(t)
	put(src, "om/syfte.md", "---\ntitle: Syfte\nold_paths: [/a/, /b, /gammal.html, /plan.pdf, /åland/]\n---\n")
	put(src, "teman/miljo.md", "---\ntitle: Miljö\nold_paths: [/teman/natur/, /projekt/natur/]\n---\n")
	put(src, "om/borta.md", "---\ntitle: Borta\nold_paths: [/parter/nedlagd/]\n---\n")
	activity(
		src, "ny", "kind: annat", "start: 2027-05-01", "themes: [miljo]",
		"old_paths: [/aktiviteter/gammal/, /samhallssamtal/ny/]",
	)
	files := rendered(t, build(t, src, site.Options{}))
	want := `/a/ /om/syfte/ 301!
/aktiviteter/gammal/ /aktiviteter/ny/ 301!
/b/ /om/syfte/ 301!
/gammal.html /om/syfte/ 301!
/parter/nedlagd/ /om/borta/ 301!
/plan.pdf /om/syfte/ 301!
/projekt/natur/ /teman/miljo/ 301!
/samhallssamtal/ny/ /aktiviteter/ny/ 301!
/teman/natur/ /teman/miljo/ 301!
/%C3%A5land/ /om/syfte/ 301!
`
	if d := cmp.Diff(want, string(files["_redirects"])); d != "" {
		t.Error(d)
	}
	for _, name := range []string{"a/index.html", "b/index.html", "gammal.html", "åland/index.html"} {
		if !strings.Contains(string(files[name]), "/om/syfte/") {
			t.Errorf("%s leads nowhere: %q", name, files[name])
		}
	}
	if _, ok := files["plan.pdf"]; ok {
		t.Error("a page stands in for a document")
	}
	for old, now := range map[string]string{"tema/natur": "tema/miljo", "aktivitet/gammal": "aktivitet/ny"} {
		if data := files["kalender/"+old+".ics"]; data == nil || !bytes.Equal(data, files["kalender/"+now+".ics"]) {
			t.Errorf("those who follow %s get %q", old, data)
		}
	}
	if data := files["kalender/part/nedlagd.ics"]; data == nil || len(uids(data)) > 0 ||
		!strings.Contains(string(data), "upphört") {
		t.Errorf("those who follow a part that is gone get %q", data)
	}
}

// life is a site with an activity, a talk, a theme and a page, as it was published.
func life(t *testing.T) (fstest.MapFS, *record.Record) {
	src := empty(t)
	activity(
		src, "mote", "kind: annat", "start: 2027-05-01 13:00", "end: 2027-05-01 16:00", "registration:",
		"  last_day: 2027-04-01",
	)
	activity(src, "forbi", "kind: annat", "start: 2020-05-01", "uid: abc@example.org")
	activity(
		src, "serie", "kind: annat", "start: 2026-11-01 13:00", "end: 2026-11-01 16:00", "uid: xyz@example.org",
		"repeats:", "  unit: vecka", "  times: 9",
	)
	put(
		src, "samhallssamtal/samtal.md",
		"---\ntitle: Samtal\nquestion: Hur?\nstart: 2027-06-01 18:00\nend: 2027-06-01 20:00\n---\n",
	)
	put(src, "om/syfte.md", "---\ntitle: Syfte\nold_paths: [/syfte/]\n---\nText.\n")
	put(src, "projekt/odling.md", "---\ntitle: Odling\n---\n")
	return src, build(t, src, site.Options{Previous: new(record.Record)}).Record()
}

// rename gives a content file another name.
func rename(src fstest.MapFS, old, now string) {
	src["content/"+now] = src["content/"+old]
	delete(src, "content/"+old)
}

// TestVanished makes things vanish, each in its way, and does what the hint says: then all is well.
func TestVanished(t *testing.T) {
	psitest.Serial(t)
	for name, c := range map[string]struct {
		vanish func(src fstest.MapFS)
		// kind and file of the only problem; no kind when nothing is wrong.
		kind problem.Kind
		file string
		// paste is the part of the hint, line by line, to put into the file.
		paste []string
	}{
		"nothing": {func(fstest.MapFS) {}, "", "", nil},
		"a coming activity": {func(src fstest.MapFS) { delete(src, "content/aktiviteter/mote.md") },
			problem.VanishedEvent, "aktiviteter/mote.md", nil},
		"a series under way": {func(src fstest.MapFS) { delete(src, "content/aktiviteter/serie.md") },
			problem.VanishedEvent, "aktiviteter/serie.md", nil},
		"a past activity": {func(src fstest.MapFS) { delete(src, "content/aktiviteter/forbi.md") },
			problem.VanishedAddress, "aktiviteter/forbi.md", nil},
		"an activity renamed": {func(src fstest.MapFS) {
			rename(src, "aktiviteter/mote.md",
				"aktiviteter/vintermote.md")
		}, problem.VanishedEvent, "aktiviteter/vintermote.md", []string{"id: mote"}},
		"an activity readdressed": {func(src fstest.MapFS) {
			rename(src, "aktiviteter/mote.md",
				"aktiviteter/vintermote.md")
		}, problem.VanishedEvent, "aktiviteter/vintermote.md",
			[]string{"uid: mote@so-in.se", "old_paths: [/aktiviteter/mote/]"}},
		"an invitation renamed": {func(src fstest.MapFS) {
			rename(src, "aktiviteter/forbi.md",
				"aktiviteter/annan.md")
		}, problem.VanishedAddress, "aktiviteter/annan.md",
			[]string{"old_paths: [/aktiviteter/forbi/]"}},
		"a talk without a start": {func(src fstest.MapFS) {
			put(src, "samhallssamtal/samtal.md", "---\ntitle: Samtal\nquestion: Hur?\n---\n")
		}, problem.VanishedEvent, "samhallssamtal/samtal.md", nil},
		"a page renamed": {func(src fstest.MapFS) { rename(src, "om/syfte.md", "om/mal.md") },
			problem.VanishedAddress, "om/mal.md", []string{"old_paths: [/syfte/, /om/syfte/]"}},
		"a project renamed": {func(src fstest.MapFS) { rename(src, "projekt/odling.md", "projekt/tradgard.md") },
			problem.VanishedAddress, "projekt/tradgard.md", []string{"id: odling"}},
		"a page": {func(src fstest.MapFS) { delete(src, "content/projekt/odling.md") },
			problem.VanishedAddress, "projekt/odling.md", nil},
		"a draft": {func(src fstest.MapFS) {
			edit(t, src, "content/projekt/odling.md", "---\n",
				"---\ndraft: true\n")
		}, problem.VanishedAddress, "projekt/odling.md", []string{"draft: false"}},
		"a draft activity": {func(src fstest.MapFS) {
			edit(t, src, "content/aktiviteter/mote.md", "---\n",
				"---\ndraft: true\n")
		}, problem.VanishedEvent, "aktiviteter/mote.md", []string{"draft: false"}},
		"an old address": {func(src fstest.MapFS) {
			edit(t, src, "content/om/syfte.md", "old_paths: [/syfte/]\n",
				"")
		}, problem.VanishedAddress, "om/syfte.md", []string{"old_paths: [/syfte/]"}},
		"a last day": {func(src fstest.MapFS) {
			edit(t, src, "content/aktiviteter/mote.md", "registration:\n  last_day: 2027-04-01\n", "")
		}, "", "", nil},
	} {
		t.Run(name, func(t *testing.T) {
			src, published := life(t)
			c.vanish(src)
			opt := site.Options{Now: noon, Previous: published}
			if c.kind == "" {
				build(t, src, opt)
				return
			}
			problems := problemsOf(t, src, opt)
			var found problem.Problem
			for _, p := range problems {
				if p.Kind == c.kind && p.File == c.file {
					found = p
				}
			}
			if found.Hint == "" {
				t.Fatalf("%v", problems)
			}
			if c.paste == nil {
				return
			}
			for _, l := range c.paste {
				if !slices.Contains(strings.Split(found.Hint, "\n"), l) {
					t.Fatalf("the hint has no line %q:\n%s", l, found.Hint)
				}
			}
			paste(src, c.file, c.paste)
			now := build(t, src, opt).Record()
			for _, e := range published.Events {
				if after, ok := now.Event(e.UID); !ok && e.UID != "abc@example.org" {
					t.Errorf("%s is gone for subscribers", e.UID)
				} else if ok && after.Hash == e.Hash && after.Stamps != e.Stamps {
					t.Errorf("%s has new stamps", e.UID)
				}
			}
		})
	}
}

// paste puts lines into a header, in place of lines with the same keys.
func paste(src fstest.MapFS, file string, lines []string) {
	text := string(src["content/"+file].Data)
	for _, l := range lines {
		key, _, _ := strings.Cut(l, ":")
		var kept []string
		for _, have := range strings.Split(text, "\n") {
			if !strings.HasPrefix(have, key+":") {
				kept = append(kept, have)
			}
		}
		text = strings.Replace(strings.Join(kept, "\n"), "---\n", "---\n"+l+"\n", 1)
	}
	put(src, file, text)
}

// TestEveryVanishedFile deletes each file of the made-up site in turn: whatever was published is missed.
func TestEveryVanishedFile(t *testing.T) {
	src, published := life(t)
	for name := range maps.Clone(src) {
		if path.Ext(name) != ".md" || path.Base(name) == "index.md" {
			continue
		}
		data := src[name]
		delete(src, name)
		if problems := problemsOf(t, src, site.Options{Now: noon, Previous: published}); len(problems) == 0 {
			t.Errorf("nobody misses %s", name)
		}
		src[name] = data
	}
}

// TestDraftsAreNotMissed publishes drafts once, and then not.
func TestDraftsAreNotMissed(t *testing.T) {
	src, _ := life(t)
	activity(src, "utkast", "kind: annat", "start: 2027-07-01", "draft: true", "old_paths: [/utkast/]")
	published := build(t, src, site.Options{Drafts: true, Previous: new(record.Record)}).Record()
	build(t, src, site.Options{Previous: published})
}

// TestCancelledMayGo takes away a cancelled activity whose address leads on.
func TestCancelledMayGo(t *testing.T) {
	src, _ := life(t)
	edit(t, src, "content/aktiviteter/mote.md", "kind: annat", "kind: annat\nstatus: inställd")
	published := build(t, src, site.Options{Previous: new(record.Record)}).Record()
	delete(src, "content/aktiviteter/mote.md")
	put(src, "om/mal.md", "---\ntitle: Mål\nold_paths: [/aktiviteter/mote/]\n---\n")
	build(t, src, site.Options{Previous: published})
}

// TestOldAddressInUse tells of an old address that psi needs for itself.
func TestOldAddressInUse(t *testing.T) {
	src, _ := life(t)
	put(src, "om/mal.md", "---\ntitle: Mål\nold_paths: [/webbkarta/]\n---\n")
	problems := problemsOf(t, src, site.Options{Now: noon})
	if len(problems) != 1 || problems[0].Kind != problem.DuplicateAddress || problems[0].File != "om/mal.md" {
		t.Errorf("%v", problems)
	}
}
