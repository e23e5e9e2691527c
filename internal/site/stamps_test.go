package site_test

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/psitest"
	"so-in.se/psi/internal/record"
	"so-in.se/psi/internal/site"
)

// network is a made-up site that is edited at random: the keys of site.yaml, titles of themes and parts, and the
// headers of activities.
type network struct {
	settings   map[string]string
	titles     map[string]string // by file
	activities map[string]map[string]string
	gone       []string // ids of activities whose address leads on
}

func newNetwork() *network {
	n := &network{
		settings: map[string]string{
			"name": "Nätverket", "short_name": "PSI", "address": "https://www.so-in.se", "email": "info@example.org",
		},
		titles: map[string]string{
			"teman/klimat.md": "Klimat", "teman/studier.md": "Studier", "parter/kumla-kommun.md": "Kumla kommun",
			"parter/abf.md": "ABF",
		},
		activities: map[string]map[string]string{},
	}
	for i := range 6 {
		n.activities[fmt.Sprint("mote-", i)] = map[string]string{
			"title": fmt.Sprint("Möte ", i), "kind": "stormöte", "day": fmt.Sprint(10 + i), "place": "Kumla",
		}
	}
	return n
}

// files writes the site down.
func (n *network) files(src fstest.MapFS) fstest.MapFS {
	src = maps.Clone(src)
	var yaml strings.Builder
	for _, key := range slices.Sorted(maps.Keys(n.settings)) {
		fmt.Fprintf(&yaml, "%s: %s\n", key, n.settings[key])
	}
	put(src, "site.yaml", yaml.String())
	for file, title := range n.titles {
		header := "title: " + title
		if strings.HasPrefix(file, "parter/") {
			header += "\nsector: offentlig"
		}
		put(src, file, "---\n"+header+"\n---\n")
	}
	for id, keys := range n.activities {
		var header strings.Builder
		start := "2027-05-" + keys["day"] + " "
		fmt.Fprintf(&header, "start: %s13:00\nend: %s15:%02d\n", start, start, len(keys["longer"]))
		for _, key := range slices.Sorted(maps.Keys(keys)) {
			switch key {
			case "day", "longer", "text":
			case "times":
				fmt.Fprintf(
					&header, "repeats:\n  unit: vecka\n  times: %s\n  except: [%s]\n", keys[key], keys["except"],
				)
				if to := keys["moved"]; to != "" {
					first, _ := strconv.Atoi(keys["day"])
					fmt.Fprintf(&header, "  moved:\n    - from: 2027-05-%02d\n      start: 2027-09-%s 10:00\n"+
						"      end: 2027-09-%s 11:00\n", first+7, to, to)
				}
			case "except", "moved":
			case "lastDay":
				fmt.Fprintf(&header, "registration:\n  email: anmal@example.org\n  last_day: 2027-05-0%s\n", keys[key])
			default:
				fmt.Fprintf(&header, "%s: %s\n", key, keys[key])
			}
		}
		put(src, "aktiviteter/"+id+".md", "---\n"+header.String()+"---\n\n"+keys["text"]+"\n")
	}
	old := make([]string, len(n.gone))
	for i, id := range n.gone {
		old[i] = "/aktiviteter/" + id + "/"
	}
	put(src, "om/borta.md", "---\ntitle: Borta\nold_paths: ["+strings.Join(old, ", ")+"]\n---\n")
	return src
}

// edit changes something.
func (n *network) edit(r *rand.Rand) {
	switch r.IntN(12) {
	case 0:
		key := []string{"name", "short_name", "email", "address"}[r.IntN(4)]
		n.settings[key] = map[string]string{
			"name": fmt.Sprint("Nätverk ", r.IntN(4)), "short_name": fmt.Sprint("P", r.IntN(4)),
			"email":   fmt.Sprintf("e%d@example.org", r.IntN(4)),
			"address": fmt.Sprintf("https://www%d.example.org", r.IntN(4)),
		}[key]
		return
	case 1:
		files := slices.Sorted(maps.Keys(n.titles))
		n.titles[files[r.IntN(len(files))]] = fmt.Sprint("Titel ", r.IntN(9))
		return
	case 2:
		if len(n.gone) > 0 && r.IntN(2) == 0 {
			id := n.gone[0]
			n.gone = n.gone[1:]
			n.activities[id] = map[string]string{"title": id, "kind": "annat", "day": "17"}
		}
	}
	ids := slices.Sorted(maps.Keys(n.activities))
	id := ids[r.IntN(len(ids))]
	keys := n.activities[id]
	if keys["status"] != "" && r.IntN(4) == 0 && len(ids) > 3 {
		delete(n.activities, id)
		n.gone = append(n.gone, id)
		return
	}
	values := map[string][]string{
		"title": {"Möte", "Träff", "Kalas"}, "kind": {"stormöte", "workshop", "annat"}, "day": {"10", "11", "17"},
		"place": {"Kumla", "Folkets hus, Nora", "Stockholm", ""}, "audience": {"öppen för alla", "parter", ""},
		"themes": {"[klimat]", "[klimat, studier]", "[studier]", ""}, "organizers": {"[kumla-kommun]", "[abf]", ""},
		"contact": {"a@example.org", "b@example.org", ""}, "cost": {"Gratis", "100 kr", ""},
		"online": {"https://example.org/a", "https://example.org/b", ""}, "address": {"Storgatan 1", ""},
		"status": {"inställd", "", ""}, "summary": {"Vi ses.", "Vi hörs.", ""}, "text": {"Hej.", "Hej då.", ""},
		"times": {"4", "5", "6", ""}, "except": {"", "2027-05-24", "2027-05-17", "2027-05-31"},
		"moved": {"03", "04", ""}, "lastDay": {"1", "2", ""}, "longer": {"", "a", "bb"},
		"municipality": {"Laxå", ""},
	}
	names := slices.Sorted(maps.Keys(values))
	key := names[r.IntN(len(names))]
	if keys[key] = values[key][r.IntN(len(values[key]))]; keys[key] == "" {
		delete(keys, key)
	}
}

// clone copies the network.
func (n *network) clone() *network {
	c := &network{maps.Clone(n.settings), maps.Clone(n.titles), maps.Clone(n.activities), slices.Clone(n.gone)}
	for id, keys := range c.activities {
		c.activities[id] = maps.Clone(keys)
	}
	return c
}

// stampLine matches what tells versions of an event apart.
var stampLine = regexp.MustCompile(`(?m)^(DTSTAMP|LAST-MODIFIED|SEQUENCE):(.*)\n`)

// version is an event as it stands in one feed.
type version struct {
	content  string
	stamp    string // DTSTAMP, which LAST-MODIFIED repeats
	sequence int
}

// versions returns the events of each feed by name and UID.
func versions(t *testing.T, files map[string][]byte) map[[2]string]version {
	t.Helper()
	found := map[[2]string]version{}
	for name, data := range files {
		if !strings.HasSuffix(name, ".ics") {
			continue
		}
		for uid, block := range blocks(data) {
			block = strings.TrimSuffix(block, "END:VCALENDAR")
			v := version{content: stampLine.ReplaceAllString(block, "")}
			for _, m := range stampLine.FindAllStringSubmatch(block, -1) {
				switch n, _ := strconv.Atoi(m[2]); {
				case m[1] == "SEQUENCE":
					v.sequence = n
				case v.stamp == "":
					v.stamp = m[2]
				case v.stamp != m[2]:
					t.Fatalf("%s, %s has the stamps %s and %s", name, uid, v.stamp, m[2])
				}
			}
			found[[2]string{name, uid}] = v
		}
	}
	return found
}

// TestStampsFollowBytes edits a site at random, over and over, each build knowing the one before. When the bytes of an
// event differ in some feed, its stamps and its SEQUENCE rise in all of them, and otherwise they stay. What leaves a
// feed before its day stands there as cancelled until then.
func TestStampsFollowBytes(t *testing.T) {
	psitest.Serial(t)
	r := rand.New(rand.NewPCG(11, 5))
	rose, stayed, withdrawn, passed := 0, 0, 0, 0
	for range 5 {
		templates := empty(t)
		delete(templates, "content/teman/klimat.md")
		n, now := newNetwork(), time.Date(2027, 4, 1, 12, 0, 0, 0, time.UTC)
		first := build(t, n.files(templates), site.Options{Now: now, Previous: new(record.Record)})
		published, before := first.Record(), versions(t, rendered(t, first))
		for range 40 {
			edited := n.clone()
			for range 1 + r.IntN(3) {
				edited.edit(r)
			}
			now = now.Add(time.Duration(r.IntN(72)-4) * time.Hour)
			s, err := site.Build(edited.files(templates), site.Options{Now: now, Previous: published})
			if problems, ok := errors.AsType[problem.List](err); ok && len(problems) > 0 {
				continue // an exception on no day of the series, say
			}
			if err != nil {
				t.Fatal(err)
			}
			after := versions(t, rendered(t, s))
			check(t, before, after, published, s.Record(), now, &rose, &stayed)
			n, published = edited, s.Record()
			for _, v := range after {
				if strings.Contains(v.content, "Hör inte hit längre") {
					withdrawn++
				}
			}
			for at := range before {
				if _, still := after[at]; !still && !strings.HasPrefix(at[0], "kalender/aktivitet/") {
					passed++
				}
			}
			before = after
		}
	}
	t.Logf("%d events got new stamps, %d kept theirs, %d times one stood withdrawn in a feed, %d left for good",
		rose, stayed, withdrawn, passed)
	if rose < 500 || stayed < 500 || withdrawn < 100 || passed < 5 {
		t.Error("too little happened")
	}
}

// check compares all feeds before and after an edit.
func check(
	t *testing.T, before, after map[[2]string]version, published, now *record.Record, at time.Time, rose, stayed *int,
) {
	t.Helper()
	differs := map[string]string{}
	for key, old := range before {
		is, ok := after[key]
		switch {
		case ok && is.content != old.content:
			differs[key[1]] = old.content + "\nbecomes\n" + is.content
		case !ok && !strings.HasPrefix(key[0], "kalender/aktivitet/"):
			if was, is := until(published, key[1]), until(now, key[1]); was.After(at) && (is.IsZero() || is.After(at)) {
				t.Fatalf("at %v, %s has lost\n%s", at, key[0], old.content)
			}
		}
	}
	for key, old := range before {
		is, ok := after[key]
		if !ok {
			continue
		}
		_, changed := differs[key[1]]
		same := is.stamp == old.stamp && is.sequence == old.sequence
		switch {
		case changed && (is.stamp <= old.stamp || is.sequence <= old.sequence):
			t.Fatalf("%s has the stamps %s and %d, and before %s and %d:\n%s", key, is.stamp, is.sequence, old.stamp,
				old.sequence, differs[key[1]])
		case !changed && !same:
			t.Fatalf("%s has new stamps and the bytes of before:\n%s", key, is.content)
		case changed:
			*rose++
		default:
			*stayed++
		}
	}
}

// until returns when an event has ended, by a record; zero when the record does not have it.
func until(r *record.Record, uid string) time.Time {
	for _, e := range slices.Concat(r.Events, r.Gone) {
		if e.UID == uid {
			return e.Until
		}
	}
	return time.Time{}
}
