package site_test

import (
	"encoding/xml"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"so-in.se/psi/internal/psitest"
	"so-in.se/psi/internal/record"
	"so-in.se/psi/internal/site"
)

// feed is an Atom feed as a reader sees it.
type feed struct {
	ID      string `xml:"id"`
	Updated string `xml:"updated"`
	Entries []struct {
		ID        string `xml:"id"`
		Title     string `xml:"title"`
		Published string `xml:"published"`
		Updated   string `xml:"updated"`
		Link      struct {
			Href string `xml:"href,attr"`
		} `xml:"link"`
	} `xml:"entry"`
}

func feedOf(t *testing.T, files map[string][]byte) feed {
	t.Helper()
	var f feed
	if err := xml.Unmarshal(files["atom.xml"], &f); err != nil {
		t.Fatal(err)
	}
	return f
}

// TestAtomSchema validates feeds with Jing, by a schema that allows what RFC 4287 says of the elements that psi uses.
func TestAtomSchema(t *testing.T) {
	java, jar := psitest.Program(t, "java"), psitest.Tool(t, "vnu-jar/build/dist/vnu.jar") // which holds Jing too
	dir := t.TempDir()
	args := []string{"-cp", jar, "nu.validator.vendor.thaiopensource.relaxng.util.Driver", "-c", "testdata/atom.rnc"}
	for name, files := range map[string]map[string][]byte{
		"real.xml": realSite(t), "example.xml": exampleSite(t),
		"made.xml":  rendered(t, build(t, made(t, 60), site.Options{Previous: new(record.Record)})),
		"empty.xml": rendered(t, build(t, empty(t), site.Options{})),
	} {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, files["atom.xml"], 0o666); err != nil {
			t.Fatal(err)
		}
		args = append(args, name)
	}
	if out, err := exec.Command(java, args...).CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("Jing: %v\n%s", err, out)
	}
	bad := filepath.Join(dir, "bad.xml")
	text := strings.Replace(string(realSite(t)["atom.xml"]), "<updated>", "<updated>den ", 1)
	if err := os.WriteFile(bad, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := exec.Command(java, append(args[:5:5], bad)...).Run(); err == nil {
		t.Error("Jing accepts a feed without a time")
	}
}

// TestFeedIsStable publishes, moves the site, renames an entry and changes another: IDs stay, and only what changed has
// a new time.
func TestFeedIsStable(t *testing.T) {
	src := empty(t)
	put(src, "nyheter/a.md", "---\ntitle: A\ndate: 2026-03-01\n---\nText.\n")
	put(src, "nyheter/b.md", "---\ntitle: B\ndate: 2026-04-01\n---\nText.\n")
	activity(src, "c", "kind: annat", "start: 2027-05-01")
	first := build(t, src, site.Options{Previous: new(record.Record)})
	before := feedOf(t, rendered(t, first))
	later := noon.AddDate(0, 0, 3)
	edit(t, src, "content/nyheter/a.md", "title: A", "title: Å")
	second := build(t, src, site.Options{Previous: first.Record(), Now: later, BaseURL: "https://ny.example.org"})
	after := feedOf(t, rendered(t, second))
	times := func(f feed) map[string]string {
		at := map[string]string{}
		for _, e := range f.Entries {
			if at[e.ID] != "" {
				t.Errorf("two entries have the ID %s", e.ID)
			}
			at[e.ID] = e.Updated
		}
		return at
	}
	want := times(before)
	if len(want) != 3 || before.ID != after.ID {
		t.Errorf("%+v, then %+v", before, after)
	}
	want["tag:so-in.se,2016:nyheter/a"] = later.Format(time.RFC3339)
	if d := cmp.Diff(want, times(after)); d != "" {
		t.Error(d)
	}
	if e := after.Entries[0]; e.Title != "Å" || after.Updated != e.Updated ||
		e.Published != "2026-03-01T00:00:00+01:00" ||
		e.Link.Href != "https://ny.example.org/nyheter/a/" {
		t.Errorf("first comes %+v of %s", e, after.Updated)
	}
}

// lastmods returns the times of change in sitemap.xml by address.
func lastmods(t *testing.T, files map[string][]byte) map[string]string {
	t.Helper()
	var m struct {
		URLs []struct {
			Loc     string `xml:"loc"`
			LastMod string `xml:"lastmod"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal(files["sitemap.xml"], &m); err != nil {
		t.Fatal(err)
	}
	at := map[string]string{}
	for _, u := range m.URLs {
		at[strings.TrimPrefix(u.Loc, "https://example.org")] = u.LastMod
	}
	return at
}

// TestSitemapDates changes one entry: its page, its list and the start page have a new time, and nothing else has.
func TestSitemapDates(t *testing.T) {
	src := made(t, 40)
	put(src, "om/syfte.md", "---\ntitle: Syfte\nreviewed: 2026-05-01\n---\n")
	unknown := rendered(t, build(t, src, site.Options{}))
	for address, at := range lastmods(t, unknown) {
		if want := map[string]string{"/om/syfte/": "2026-05-01"}[address]; at != want {
			t.Errorf("with nothing known, %s changed %q", address, at)
		}
	}
	first := build(t, src, site.Options{Previous: new(record.Record)})
	want := lastmods(t, rendered(t, first))
	if want["/om/syfte/"] != "2026-11-22T12:00:00Z" || want["/nyheter/"] != want["/om/syfte/"] {
		t.Errorf("first published: %v", want)
	}
	edit(t, src, "content/nyheter/nyheter-0001.md", "Nyheter 2", "Rättad nyhet 2")
	later := noon.AddDate(0, 0, 3)
	second := build(t, src, site.Options{Previous: first.Record(), Now: later})
	for _, address := range []string{"/", "/nyheter/", "/nyheter/nyheter-0001/"} {
		want[address] = later.Format(time.RFC3339)
	}
	if d := cmp.Diff(want, lastmods(t, rendered(t, second))); d != "" {
		t.Error(d)
	}
	third := build(t, src, site.Options{Previous: second.Record(), Now: later.AddDate(0, 0, 3)})
	if d := cmp.Diff(want, lastmods(t, rendered(t, third))); d != "" {
		t.Error("with nothing changed: ", d)
	}
}

// TestSiteMapNames wants links of the site map that say the same to lead to the same page.
func TestSiteMapNames(t *testing.T) {
	link := regexp.MustCompile(`<li><a href="([^"]+)">([^<]+)</a></li>`)
	for name, files := range map[string]map[string][]byte{"own": realSite(t), "example": exampleSite(t)} {
		_, list, _ := strings.Cut(string(files["webbkarta/index.html"]), "<main")
		list, _, _ = strings.Cut(list, "</main>")
		seen := map[string]string{}
		for _, m := range link.FindAllStringSubmatch(list, -1) {
			if other := seen[m[2]]; other != "" && other != m[1] {
				t.Errorf("%s: %q leads to %s and %s", name, m[2], other, m[1])
			}
			seen[m[2]] = m[1]
		}
		if len(seen) < 100 {
			t.Errorf("%s: only %d links", name, len(seen))
		}
	}
}
