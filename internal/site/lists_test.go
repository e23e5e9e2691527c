package site_test

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/psitest"
	"so-in.se/psi/internal/site"
)

// values matches the attributes of a line, the words by which it is chosen, and its link.
var values = regexp.MustCompile(`(?s)<li([^>]*) data-val="([^"]*)">.*?<a href="([^"]+)"`)

// begins matches when a line begins.
var begins = regexp.MustCompile(`data-start="([^"]*)"`)

// choices matches a link of a filter, its value and the number that it tells.
var choices = regexp.MustCompile(
	`<a class="tag" href="([^"]+)" data-value="([^"]+)"(?: aria-current="true")?>[^<]* <span class="filter-count">(\d+)</span>`,
)

// lines returns the lines of pages, by the words that each has: when it begins, and its address.
func lines(pages ...[]byte) map[string][]string {
	found := map[string][]string{}
	for _, m := range values.FindAllSubmatch(bytes.Join(pages, nil), -1) {
		start := ""
		if at := begins.FindSubmatch(m[1]); at != nil {
			start = string(at[1])
		}
		for word := range strings.FieldsSeq("all " + string(m[2])) {
			found[word] = append(found[word], start+" "+string(m[3]))
		}
	}
	for word, list := range found {
		slices.Sort(list)
		found[word] = slices.Compact(list)
	}
	return found
}

// divisions matches the ways to the other pages of a list.
var (
	divisions = regexp.MustCompile(`(?s)<nav class="(?:pages|section years)".*?</nav>`)
	hrefs     = regexp.MustCompile(`href="/([^"]*)"`)
)

// wholeList returns all pages of the list at a path: the first, and those to which it leads in turn.
func wholeList(files map[string][]byte, path string) [][]byte {
	seen := map[string]bool{path: true}
	var pages [][]byte
	for next := []string{path}; len(next) > 0; next = next[1:] {
		data := files[next[0]+"index.html"]
		pages = append(pages, data)
		for _, nav := range divisions.FindAll(data, -1) {
			for _, m := range hrefs.FindAllSubmatch(nav, -1) {
				if to := string(m[1]); !seen[to] {
					seen[to] = true
					next = append(next, to)
				}
			}
		}
	}
	return pages
}

// TestFilters follows each choice of the made-up site's lists: it leads to pages with the lines that have the value, as
// many as it says.
func TestFilters(t *testing.T) {
	files := rendered(t, build(t, made(t, 300), site.Options{}))
	for list, facets := range map[string][]string{
		"aktiviteter/alla": {"tid", "slag", "tema", "ar"}, "projekt": {"tema", "ar"}, "samhallssamtal": {"tema", "ar"},
		"nyheter": {"tema", "ar"},
	} {
		page := files[list+"/index.html"]
		// Where a list is long each choice is a plain link.
		if long := list == "aktiviteter/alla"; bytes.Contains(page, []byte("data-filter")) == long {
			t.Errorf("%s: choices are made by a script: %t", list, !long)
		}
		all := lines(wholeList(files, list+"/")...)
		entries := 0
		for name := range files {
			dir, _, _ := strings.Cut(list, "/")
			if of := name[:strings.IndexByte(name+"/", '/')]; strings.HasPrefix(name, of+"/"+of+"-") &&
				(of == dir || of == "samhallssamtal" && dir == "aktiviteter") {
				entries++
			}
		}
		if got := len(all["all"]); got != entries {
			t.Errorf("%s has %d lines, there are %d entries", list, got, entries)
		}
		for _, key := range facets {
			if !bytes.Contains(page, []byte(`data-key="`+key+`"`)) {
				t.Errorf("%s cannot be filtered by %s", list, key)
			}
		}
		found := choices.FindAllSubmatch(page, -1)
		if len(found) < 4 {
			t.Fatalf("%s has %d choices", list, len(found))
		}
		for _, m := range found {
			path, value, count := strings.TrimPrefix(string(m[1]), "/"), string(m[2]), string(m[3])
			if files[path+"index.html"] == nil {
				t.Errorf("%s leads to %s, which is no page", list, path)
			}
			for _, key := range facets {
				if !strings.HasPrefix(path, strings.TrimSuffix(list, "/alla")+"/"+key+"/") {
					continue // another facet, or a page that goes by the clock
				}
				want := all[key+":"+value]
				chosen := lines(wholeList(files, path)...)
				if got := chosen[key+":"+value]; !slices.Equal(got, want) || fmt.Sprint(len(want)) != count ||
					len(chosen["all"]) != len(want) {
					t.Errorf("%s lists %d of %d lines, the choice says %s, the whole list has %d", path, len(got),
						len(chosen["all"]), count, len(want))
				}
			}
		}
	}
}

// TestSeries wants a series to have a line for each of its dates in every list of activities, and choices to count
// them.
func TestSeries(t *testing.T) {
	src := empty(t)
	put(src, "teman/klimat.md", "---\ntitle: Klimat\n---\n")
	put(src, "teman/unga.md", "---\ntitle: Unga\n---\n")
	activity(src, "serie", "kind: workshop", "start: 2026-11-02", "themes: [klimat]", "repeats:", "  unit: vecka",
		"  times: 12")
	for i := range 8 {
		activity(src, fmt.Sprintf("ensam-%d", i), "kind: annat", fmt.Sprintf("start: 2026-0%d-01", i+1),
			"themes: [unga]")
	}
	files := rendered(t, build(t, src, site.Options{}))
	for path, want := range map[string]int{
		"aktiviteter/alla/": 12, "aktiviteter/slag/workshop/": 12, "aktiviteter/tema/klimat/": 12,
		"aktiviteter/tidigare/": 3, "aktiviteter/2026/": 9, "aktiviteter/2027/": 3, "aktiviteter/": 12,
	} {
		got := 0
		for _, line := range lines(files[path+"index.html"])["slag:workshop"] {
			if strings.HasSuffix(line, " /aktiviteter/serie/") {
				got++
			}
		}
		if got != want {
			t.Errorf("/%s has %d dates of the series, want %d", path, got, want)
		}
	}
	counts := map[string]string{}
	for _, m := range choices.FindAllSubmatch(files["aktiviteter/alla/index.html"], -1) {
		counts[string(m[2])] = string(m[3])
	}
	want := map[string]string{
		"kommande": "9", "tidigare": "11", "workshop": "12", "annat": "8", "klimat": "12", "unga": "8", "2026": "17",
		"2027": "3",
	}
	if !maps.Equal(counts, want) {
		t.Errorf("the choices count %v, want %v", counts, want)
	}
}

// TestDivided reads the pages of divided lists: each has a title and an address of its own, and leads to the one before
// and the one after.
func TestDivided(t *testing.T) {
	src := made(t, 300)
	for i := range 60 {
		put(
			src,
			fmt.Sprintf("begrepp/ord-%02d.md", i),
			fmt.Sprintf("---\ntitle: Ord %02d\nsummary: Ett ord.\n---\n", i),
		)
		put(src, fmt.Sprintf("kallor/bok-%03d.md", i*2), fmt.Sprintf("---\ntitle: Bok %d\nyear: 2020\n---\n", i))
		put(src, fmt.Sprintf("kallor/bok-%03d.md", i*2+1), fmt.Sprintf("---\ntitle: Bok %d b\nyear: 2020\n---\n", i))
	}
	files := rendered(t, build(t, src, site.Options{}))
	titles := map[string]string{}
	for name, page := range pages(t, files) {
		said := heads(t, name, page)
		listed := bytes.Contains(files["sitemap.xml"], []byte("<loc>"+said["canonical"]+"</loc>"))
		if name != "404.html" && listed == (said["robots"] == "noindex") {
			t.Errorf("%s is in the sitemap: %t, and says of robots %q", name, listed, said["robots"])
		}
		if other := titles[said["og:title"]]; other != "" {
			t.Errorf("%s and %s are both called %s", name, other, said["og:title"])
		}
		titles[said["og:title"]] = name
	}
	for first, of := range map[string]int{"begrepp/": 3, "kallor/": 2} {
		for number := 1; number <= of; number++ {
			at := func(n int) string {
				if n == 1 {
					return "/" + first
				}
				return fmt.Sprintf("/%ssida/%d/", first, n)
			}
			page := string(files[strings.TrimPrefix(at(number), "/")+"index.html"])
			wants := []string{fmt.Sprintf("Sida %d av %d", number, of), `href="` + at(number) + `" aria-current="page"`}
			if number > 1 {
				wants = append(wants, `href="`+at(number-1)+`" rel="prev"`, fmt.Sprintf("– sida %d", number))
			}
			if number < of {
				wants = append(wants, `href="`+at(number+1)+`" rel="next"`)
			}
			for _, want := range wants {
				if !strings.Contains(page, want) {
					t.Errorf("%s has no %s", at(number), want)
				}
			}
		}
		if files[fmt.Sprintf("%ssida/%d/index.html", first, of+1)] != nil {
			t.Errorf("%s has more than %d pages", first, of)
		}
	}
}

// TestManyRelated wants the page of a part, a source and a theme that many entries name to show some of them, and to
// lead on to all.
func TestManyRelated(t *testing.T) {
	src := empty(t)
	put(src, "teman/klimat.md", "---\ntitle: Klimat\n---\n")
	put(src, "parter/nara.md", "---\ntitle: Nära\nsector: civilsamhälle\n---\n")
	put(src, "kallor/bok.md", "---\ntitle: Bok\nyear: 2020\n---\n")
	for i := range 120 {
		put(src, fmt.Sprintf("projekt/p%03d.md", i), fmt.Sprintf(
			"---\ntitle: Projekt %03d\norganizations: [nara]\nyear: %d\nthemes: [klimat]\nsources: [bok]\n---\n", i,
			2000+i/20,
		))
	}
	files := rendered(t, build(t, src, site.Options{}))
	link := regexp.MustCompile(`<a href="(/projekt/p\d+/)"`)
	for path, c := range map[string]struct {
		first int
		rest  string
	}{
		"parter/nara/": {5, "parter/nara/projekt/"}, "teman/klimat/": {5, "teman/klimat/projekt/"},
		"kallor/bok/": {20, "kallor/bok/projekt/"},
	} {
		page := files[path+"index.html"]
		if n := len(link.FindAll(page, -1)); n != c.first || !bytes.Contains(page, []byte(`href="/`+c.rest+`"`)) {
			t.Errorf("%s shows %d projects, want %d and a link to %s", path, n, c.first, c.rest)
		}
		found := map[string]bool{}
		for _, m := range link.FindAllSubmatch(bytes.Join(wholeList(files, c.rest), nil), -1) {
			found[string(m[1])] = true
		}
		if len(found) != 120 {
			t.Errorf("%s leads to %d projects", c.rest, len(found))
		}
	}
}

// TestListsAndEntries wants an entry at the address of a page of a list to be a problem of its file.
func TestListsAndEntries(t *testing.T) {
	src := empty(t)
	for i := range 30 {
		put(src, fmt.Sprintf("projekt/p%d.md", i), fmt.Sprintf("---\ntitle: P%d\nyear: %d\n---\n", i, 2020+i/20))
	}
	put(src, "projekt/utan.md", "---\ntitle: Utan\n---\n")
	put(src, "projekt/utan-ar.md", "---\ntitle: Utan år\nyear: 2020\n---\n")
	_, err := site.Build(src, site.Options{Now: noon})
	if problems, ok := errors.AsType[problem.List](err); !ok || len(problems) != 1 ||
		problems[0].File != "projekt/utan-ar.md" || problems[0].Kind != problem.DuplicateAddress {
		t.Errorf("%v", err)
	}
}

// TestAllActivities wants the list of all activities to stay short however old the site is, and to lead to those that
// it leaves out.
func TestAllActivities(t *testing.T) {
	files := rendered(t, build(t, made(t, 300), site.Options{Now: time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)}))
	page := files["aktiviteter/alla/index.html"]
	if n, years := bytes.Count(page, []byte("data-val=")), divisions.Find(page); n == 0 || n > 24 ||
		len(hrefs.FindAll(years, -1)) < 2 {
		t.Errorf("%d activities are listed, and the way to the rest is %s", n, years)
	}
}

// TestFewEntries wants no filters, and no pages of theirs, where there is little to choose among.
func TestFewEntries(t *testing.T) {
	for name, data := range rendered(t, build(t, made(t, 10), site.Options{})) {
		if !strings.HasPrefix(name, "kalender/") && strings.Contains(name, "/tema/") ||
			strings.Contains(name, "/ar/") ||
			strings.HasSuffix(name, ".html") && bytes.Contains(data, []byte(`class="filter"`)) {
			t.Errorf("%s has to do with a filter", name)
		}
	}
}

// mostBytes is how large a page may be, however many entries the site has.
const mostBytes = 100_000

// TestPageSizes builds a made-up site of a thousand entries, at night of ten thousand, and weighs each page.
func TestPageSizes(t *testing.T) {
	psitest.Serial(t)
	entries := 1000
	if psitest.Night() {
		entries = 10_000
	}
	type page struct {
		name string
		size int
	}
	var weighed []page
	for _, f := range build(t, made(t, entries), site.Options{}).Files() {
		if !strings.HasSuffix(f.Path, ".html") {
			continue
		}
		var buf bytes.Buffer
		if err := f.Render(&buf); err != nil {
			t.Fatal(err)
		}
		weighed = append(weighed, page{f.Path, buf.Len()})
		if buf.Len() > mostBytes {
			t.Errorf("%s has %d bytes, more than %d", f.Path, buf.Len(), mostBytes)
		}
	}
	slices.SortFunc(weighed, func(x, y page) int { return y.size - x.size })
	for _, p := range weighed[:10] {
		t.Logf("%7d bytes: %s", p.size, p.name)
	}
	t.Logf("%d pages", len(weighed))
}
