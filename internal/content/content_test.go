package content

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// network is a small one, with a relation of every kind.
var network = map[string]string{
	"parter/kumla-kommun.md":  "---\ntitle: Kumla kommun\nsector: offentlig\n---\n",
	"parter/abf.md":           "---\ntitle: ABF\nsector: civilsamhälle\n---\n",
	"teman/kultur.md":         "---\ntitle: Kultur\n---\n",
	"rus/1.md":                "---\ntitle: Område ett\norder: 1\n---\n",
	"finansiarer/regionen.md": "---\ntitle: Regionen\npartner: kumla-kommun\n---\n",
	"grupper/arbetsutskottet.md": "---\ntitle: Arbetsutskottet\nmembers:\n  - organization: kumla-kommun\n  - " +
		"organization: abf\n  - organization: kumla-kommun\n---\n",
	"aktiviteter/hostmote.md": "---\ntitle: Höstmöte\nkind: stormöte\nstart: 2027-10-01\norganizers: [abf, " +
		"kumla-kommun, abf]\nthemes: kultur\nareas: '1'\n---\n",
	"aktiviteter/varmote.md": "---\ntitle: Vårmöte\nkind: stormöte\nstart: 2027-04-01\norganizers: " +
		"kumla-kommun\nthemes: kultur\n---\n",
	"samhallssamtal/tillit.md": "---\ntitle: Tillit\nprojects: odling\nspeakers:\n  - name: Ada Exempel\n    " +
		"organization: abf\n---\n",
	"projekt/odling.md": "---\ntitle: Odling\norganizations: abf\nfunder: regionen\npresented_at: " +
		"tillit\n---\n",
	"utlysningar/var.md": "---\ntitle: Vårens utlysning\ncloses: 2027-03-01\nlevel: regional\nfunder: " +
		"regionen\n---\n",
	"radgivning/ada.md":       "---\ntitle: Ada\norganization: abf\n---\n",
	"aktivitetslista/2027.md": "---\ntitle: Aktivitetslista 2027\nyear: 2027\nresponsible: arbetsutskottet\n---\n",
	"kallor/broschyr.md":      "---\ntitle: Broschyr\nyear: 2023\npublisher: abf\n---\n",
	"nyheter/ny.md":           "---\ntitle: Ny\ndate: 2027-01-01\nsources: broschyr\n---\n",
	"nyhetsbrev/1.md":         "---\ntitle: Nummer 1\nyear: 2027\nnumber: 1\n---\n",
	"bevakning/ute.md":        "---\ntitle: Ute\n---\n",
	"begrepp/ord.md":          "---\ntitle: Ord\nsummary: Ett ord.\nthemes: kultur\n---\n",
	"om/index.md":             "---\ntitle: Om\nowner: abf\n---\n",
	"om/mer.md":               "---\ntitle: Mer\nowner: Någon annan\nprovider: abf\nthemes: kultur\n---\n",
}

func titles[T interface{ Name() string }](list []T) string {
	var names []string
	for _, e := range list {
		names = append(names, e.Name())
	}
	return strings.Join(names, ", ")
}

func TestRelations(t *testing.T) {
	c := mustLoad(t, network)
	host := List[*Activity](c)[1]
	for what, pair := range map[string][2]string{
		"organizers, each once, as written": {titles(host.Organizers), "ABF, Kumla kommun"},
		"themes":                            {titles(host.Themes), "Kultur"},
		"areas":                             {titles(host.Areas), "Område ett"},
		"projects of a talk":                {titles(List[*Samhallssamtal](c)[0].Projects), "Odling"},
		"a speaker's part":                  {List[*Samhallssamtal](c)[0].Speakers[0].Organization.Title, "ABF"},
		"organizations of a project":        {titles(List[*FundedProject](c)[0].Organizations), "ABF"},
		"its funder":                        {List[*FundedProject](c)[0].Funder.Title, "Regionen"},
		"its talks":                         {titles(List[*FundedProject](c)[0].PresentedAt), "Tillit"},
		"a call's funder":                   {List[*Call](c)[0].Funder.Title, "Regionen"},
		"a funder's part":                   {List[*Funder](c)[0].Partner.Title, "Kumla kommun"},
		"a contact's part":                  {List[*AdvisoryContact](c)[0].Organization.Title, "ABF"},
		"a member's part":                   {List[*Group](c)[0].Members[1].Organization.Title, "ABF"},
		"a list's group":                    {List[*ActivityList](c)[0].Responsible.Title, "Arbetsutskottet"},
		"a source's publisher":              {List[*Source](c)[0].Publisher.Title, "ABF"},
		"a notice's sources":                {titles(List[*News](c)[0].Sources), "Broschyr"},
		"a page's owner that is a part": {List[*Page](c)[1].Owner + List[*Page](c)[1].OwnerAddress,
			"ABF/parter/abf/"},
		"who gives a page's service": {List[*Page](c)[0].Provider.Title, "ABF"},
		"a page's owner that is not": {List[*Page](c)[0].Owner + List[*Page](c)[0].OwnerAddress, "Någon annan"},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: %q, not %q", what, pair[0], pair[1])
		}
	}
}

func TestBackLinks(t *testing.T) {
	c := mustLoad(t, network)
	back := func(e *Entry) string {
		var names []string
		for b := range e.Back() {
			names = append(names, b.Common().Title)
		}
		return strings.Join(names, ", ")
	}
	kultur, kumla, abf := List[*Theme](c)[0], List[*Partner](c)[1], List[*Partner](c)[0]
	for what, pair := range map[string][2]string{
		"all of a theme, kind by kind":         {back(&kultur.Entry), "Vårmöte, Höstmöte, Ord, Mer"},
		"the activities of a theme":            {titles(Referring[Activity](&kultur.Entry)), "Vårmöte, Höstmöte"},
		"the concepts of a theme":              {titles(Referring[Concept](&kultur.Entry)), "Ord"},
		"the projects of a theme":              {titles(Referring[FundedProject](&kultur.Entry)), ""},
		"the groups of a part, each once":      {titles(Referring[Group](&kumla.Entry)), "Arbetsutskottet"},
		"the talks of a part, by its speakers": {titles(Referring[Samhallssamtal](&abf.Entry)), "Tillit"},
		"all of a part": {back(&abf.Entry),
			"Höstmöte, Tillit, Odling, Ada, Arbetsutskottet, Broschyr, Mer"},
		"all of a talk": {back(&List[*Samhallssamtal](c)[0].Entry), "Odling"},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: %q, not %q", what, pair[0], pair[1])
		}
	}
}

// Every file becomes one entry, of the kind that its folder says.
func TestEveryKindIsLoaded(t *testing.T) {
	c := mustLoad(t, network)
	byFile := map[string]*Entry{}
	kinds := map[Kind]bool{}
	for e := range c.Entries() {
		byFile[e.File] = e
		kinds[e.Kind] = true
	}
	for name := range network {
		e := byFile[name]
		folder, _, _ := strings.Cut(name, "/")
		if folder == "om" {
			folder = ""
		}
		if e == nil || string(e.Kind) != folder {
			t.Errorf("%s is loaded as %+v", name, e)
		}
	}
	for _, kind := range append(Kinds(), KindPage) {
		if !kinds[kind] {
			t.Errorf("the network has nothing in %s/", kind)
		}
	}
	if len(byFile) != len(network) {
		t.Errorf("%d entries of %d files", len(byFile), len(network))
	}
	var order []Kind
	for e := range c.Entries() {
		if len(order) == 0 || order[len(order)-1] != e.Kind {
			order = append(order, e.Kind)
		}
	}
	if diff := cmp.Diff(append(Kinds(), KindPage), order); diff != "" {
		t.Errorf("Kinds and Entries have different orders: %s", diff)
	}
	for range c.Entries() {
		break // an iteration may end early
	}
}

// ids loads files of one kind and gives their ids in order.
func ids(t *testing.T, folder string, headers map[string]string, list func(*Content) []string) string {
	t.Helper()
	files := map[string]string{}
	for id, header := range headers {
		files[folder+"/"+id+".md"] = "---\n" + header + "\n---\n"
	}
	return strings.Join(list(mustLoad(t, files)), " ")
}

func idsOf[E Typed](list []E) []string {
	var ids []string
	for _, e := range list {
		ids = append(ids, e.Common().ID)
	}
	return ids
}

func TestOrder(t *testing.T) {
	for _, test := range []struct {
		folder  string
		list    func(*Content) []string
		headers map[string]string
		want    string
	}{
		{"teman", func(c *Content) []string { return idsOf(List[*Theme](c)) }, map[string]string{
			"1": "title: Ödemark", "2": "title: Ängar", "3": "title: Åkrar", "4": "title: Zoo", "5": "title: Möte 10",
			"6": "title: Möte 2", "7": "title: abf",
		}, "7 6 5 4 3 2 1"},
		{"teman", func(c *Content) []string { return idsOf(List[*Theme](c)) }, map[string]string{
			"b": "title: Samma", "a": "title: Samma", "c": "title: Samma",
		}, "a b c"},
		{"aktiviteter", func(c *Content) []string { return idsOf(List[*Activity](c)) }, map[string]string{
			"a": "title: A\nkind: annat\nstart: 2027-02-01", "b": "title: B\nkind: annat\nstart: 2027-01-01",
			"c": "title: C\nkind: annat\nstart: 2027-01-01 10:00\nend: 2027-01-01 11:00",
			"d": "title: D\nkind: annat\nstart: 2027-01-01\nend: 2027-01-02",
		}, "b d c a"},
		{"samhallssamtal", func(c *Content) []string { return idsOf(List[*Samhallssamtal](c)) }, map[string]string{
			"a": "title: A\norder: 2", "b": "title: B\norder: 1", "c": "title: C\nstart: 2027-01-01",
		}, "c b a"},
		{"nyheter", func(c *Content) []string { return idsOf(List[*News](c)) }, map[string]string{
			"a": "title: A\ndate: 2027-01-01", "b": "title: B\ndate: 2027-03-01", "c": "title: C\ndate: 2027-02-01",
		}, "b c a"},
		{"nyhetsbrev", func(c *Content) []string { return idsOf(List[*Newsletter](c)) }, map[string]string{
			"a": "title: A\nyear: 2016\nnumber: 2", "b": "title: B\nyear: 2016\nnumber: 10",
			"c": "title: C\nyear: 2017\nnumber: 1",
		}, "c b a"},
		{"utlysningar", func(c *Content) []string { return idsOf(List[*Call](c)) }, map[string]string{
			"a": "title: A\nlevel: regional\ncloses: 2027-01-01",
			"b": "title: B\nlevel: regional\ncloses: 2027-01-01 12:00",
			"c": "title: C\nlevel: regional\ncloses: 2026-01-01",
		}, "c b a"},
		{"rus", func(c *Content) []string { return idsOf(List[*Area](c)) }, map[string]string{
			"a": "title: A\norder: 10", "b": "title: B\norder: 9",
		}, "b a"},
		{"projekt", func(c *Content) []string { return idsOf(List[*FundedProject](c)) }, map[string]string{
			"a": "title: A\nyear: 2016", "b": "title: B", "c": "title: C\nyear: 2020",
		}, "c a b"},
	} {
		if got := ids(t, test.folder, test.headers, test.list); got != test.want {
			t.Errorf("%s/ has the order %s, not %s", test.folder, got, test.want)
		}
	}
}

func TestIdentity(t *testing.T) {
	const activity = "title: X\nkind: annat\nstart: 2027-01-01"
	for _, test := range []struct{ file, header, id, address, uid string }{
		{"aktiviteter/hostmote-2027.md", activity, "hostmote-2027", "/aktiviteter/hostmote-2027/",
			"hostmote-2027@so-in.se"},
		{"aktiviteter/2027/hostmote.md", activity, "hostmote", "/aktiviteter/hostmote/", "hostmote@so-in.se"},
		{"aktiviteter/höstmöte_i_örebro.md", activity, "hostmote-i-orebro", "/aktiviteter/hostmote-i-orebro/",
			"hostmote-i-orebro@so-in.se"},
		{"aktiviteter/ho\u0308stmo\u0308te.md", activity, "hostmote", "/aktiviteter/hostmote/", "hostmote@so-in.se"},
		{"aktiviteter/nytt-namn.md", activity + "\nid: gammalt-namn", "gammalt-namn", "/aktiviteter/gammalt-namn/",
			"gammalt-namn@so-in.se"},
		{"aktiviteter/inbjudan.md", activity + "\nuid: 040000008200E00074C5B7101A82E008", "inbjudan",
			"/aktiviteter/inbjudan/", "040000008200E00074C5B7101A82E008"},
		{"aktiviteter/index.md", "title: X", "index", "/aktiviteter/", ""},
		{"samhallssamtal/tillit.md", "title: X", "tillit", "/samhallssamtal/tillit/", "tillit@so-in.se"},
		{"om/vision.md", "title: X", "vision", "/om/vision/", ""},
		{"om/Vår historia/början.md", "title: X", "borjan", "/om/var-historia/borjan/", ""},
		{"om/vision.md", "title: X\nid: framtiden", "framtiden", "/om/framtiden/", ""},
		{"om/historia/index.md", "title: X", "index", "/om/historia/", ""},
		{"index.md", "title: X", "index", "/", ""},
		{"kontakt.md", "title: X", "kontakt", "/kontakt/", ""},
	} {
		c := mustLoad(t, map[string]string{test.file: "---\n" + test.header + "\n---\n"})
		var entries []*Entry
		for e := range c.Entries() {
			entries = append(entries, e)
		}
		if len(entries) != 1 {
			t.Fatalf("%s: %d entries", test.file, len(entries))
		}
		e := entries[0]
		if e.ID != test.id || e.Address != test.address || e.File != test.file {
			t.Errorf("%s has id %s, address %s and file %s", test.file, e.ID, e.Address, e.File)
		}
		for _, a := range List[*Activity](c) {
			if a.UID != test.uid {
				t.Errorf("%s has uid %s", test.file, a.UID)
			}
		}
		for _, a := range List[*Samhallssamtal](c) {
			if a.UID != test.uid {
				t.Errorf("%s has uid %s", test.file, a.UID)
			}
		}
	}
}

// A link finds its file however the letters of both are composed.
func TestDecomposedNames(t *testing.T) {
	c := mustLoad(t, map[string]string{
		"om/ho\u0308st.md":  "---\ntitle: Höst\n---\n\n## Löv\n",
		"om/va\u030ar.md":   "---\ntitle: Vår\n---\n\n[Höst](höst.md#lov) ![Å](../bilder/a\u030a.svg)\n",
		"a\u030ar/ett.md":   "---\ntitle: Ett\n---\n\n[Två](tva.md)\n",
		"a\u030ar/tva.md":   "---\ntitle: Två\n---\n",
		"bilder/å.svg":      "<svg/>",
		"bilder/o\u0308.md": "---\ntitle: Ö\n---\n\n[Vår](../om/v%C3%A5r.md)\n",
	})
	for _, p := range List[*Page](c) {
		if p.ID == "var" && !strings.Contains(p.Body.HTML, `href="/om/host/#lov"`) ||
			p.ID == "o" && !strings.Contains(p.Body.HTML, `href="/om/var/"`) {
			t.Errorf("%s: %s", p.File, p.Body.HTML)
		}
	}
	if len(c.Attachments) != 1 || !strings.HasPrefix(c.Attachments[0].Address, "/bilder/a.") {
		t.Errorf("attachments: %v", c.Attachments)
	}
}

func TestDrafts(t *testing.T) {
	files := map[string]string{
		"om/klar.md":   "---\ntitle: Klar\n---\n",
		"om/utkast.md": "---\ntitle: Utkast\ndraft: ja\n---\n\n[Klar](klar.md)\n",
	}
	if c := mustLoad(t, files); titles(List[*Page](c)) != "Klar" {
		t.Errorf("without drafts: %s", titles(List[*Page](c)))
	}
	c, problems := load(t, folder(files), Options{Drafts: true})
	if titles(List[*Page](c)) != "Klar, Utkast" || len(problems) > 0 ||
		!strings.Contains(List[*Page](c)[1].Body.HTML, `href="/om/klar/"`) {
		t.Errorf("with drafts: %s, %v", titles(List[*Page](c)), problems)
	}
}

func TestSettings(t *testing.T) {
	c := mustLoad(t, map[string]string{
		"om/index.md": "---\ntitle: Om\n---\n",
		SettingsFile: `name: Nätverket för alla
address: https://www.so-in.se
email: info@exempel.se
postal: [Storgatan 1, 692 30 Kumla]
menu:
  - title: Om oss
    path: om/index.md
`,
	})
	s := c.Settings
	if _, ok := s.Says["Meny"]; !ok || len(s.Says) != 5 {
		t.Errorf("it says %v", s.Says)
	}
	s.Says, s.Menu = nil, slices.Clone(s.Menu)
	for i := range s.Menu {
		s.Menu[i].path, s.Menu[i].at = "", textPlace{}
	}
	want := Settings{
		Name: "Nätverket för alla", ShortName: "Nätverket för alla", Address: "https://www.so-in.se",
		Email:  "info@exempel.se",
		Postal: []string{"Storgatan 1", "692 30 Kumla"}, Menu: []MenuItem{{Title: "Om oss", Address: "/om/"}},
	}
	if diff := cmp.Diff(want, s, cmp.AllowUnexported(MenuItem{}, Security{}, textPlace{})); diff != "" {
		t.Error(diff)
	}
}

// Pictures have their size, and an address that changes with them; what no text uses is not published.
func TestAttachments(t *testing.T) {
	c := mustLoad(t, map[string]string{
		"om/index.md": "---\ntitle: Om\n---\n\n![Ett hus](Bilder/Å%20ett.GIF) " +
			"[Protokollet](../papper/Nr%201.PDF)\n",
		"om/Bilder/Å ett.GIF": gif,
		"papper/Nr 1.PDF":     "%PDF-1.7\n%%EOF",
		"papper/ej.pdf":       "%PDF",
		"site.yaml": soundSettings + "accepted: [{remark: oanvänd fil, file: papper/ej.pdf, reason: Den är " +
			"ny.}]\n",
	})
	var got []string
	for _, a := range c.Attachments {
		got = append(got, a.File+" "+a.Address)
	}
	want := []string{"om/Bilder/Å ett.GIF /om/bilder/a-ett.HASH.gif", "papper/Nr 1.PDF /papper/nr-1.pdf"}
	if len(got) == 2 {
		hash := strings.Split(got[0], ".")
		got[0] = strings.Replace(got[0], hash[len(hash)-2], "HASH", 1)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if html := List[*Page](c)[0].Body.HTML; !strings.Contains(html, `width="3" height="2"`) {
		t.Error(html)
	}
}
