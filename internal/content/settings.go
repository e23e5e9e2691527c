package content

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"slices"
	"strings"

	"so-in.se/psi/internal/address"
	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// SettingsFile is the name of the file that holds the [Settings], at the root of the content.
const SettingsFile = "site.yaml"

// Settings is what site.yaml says of the site as a whole.
type Settings struct {
	Name, ShortName string
	// Address is the site's own: "https://www.so-in.se", without a slash at its end.
	Address string
	// OldAddresses are those that the site had before, in the same form.
	OldAddresses []string
	Description  string
	// Owner is who publishes the site.
	Owner string
	// Email is where readers and subscribers reach the network; calendars name it as their organiser.
	Email, Phone string
	Postal       []string
	Menu, Footer []MenuItem
	// Doors are the ways in from the start page: what people come for.
	Doors []Door
	// Feeds are the calendars of parts from which psi gather takes activities.
	Feeds []Feed
	// Security says whom to tell of a hole in the site's security.
	Security Security
	// Words are those that the house writes in another way.
	Words []HouseWord
	// ReviewIn says how often the entries of a kind are to be looked over; of other kinds nothing is said.
	ReviewIn []Interval
	// Says has a digest of each part of site.yaml of which visitors see something, by its Swedish label.
	Says map[string]string
	// Accepted are the accepted remarks on site.yaml, and on files that have no header.
	Accepted []Acceptance
}

// MenuItem is a link to an entry in the menu or the footer.
type MenuItem struct {
	Title   string
	Address string

	path string
	at   textPlace
}

// Door is a way in from the start page. Without a text of its own it has the summary of the page that it leads to.
type Door struct {
	MenuItem
	Text string
}

// SettingsFields returns the keys of site.yaml.
func SettingsFields() []Field { return settingsShape.describe() }

var settingsShape = shape[Settings]{fields: []field[Settings]{
	text(Field{
		Key: "name", Label: "Namn", Help: "Webbplatsens hela namn.", Required: true,
		Example: "Partnerskapet för sociala innovationer i Örebro län", Aliases: "namn title titel",
	}, func(s *Settings) *string { return &s.Name }),
	text(Field{
		Key: "short_name", Label: "Kort namn", Help: "Namnet i sidornas titlar och i kalendrarnas namn.",
		Example: "PSI", Aliases: "kortnamn",
	}, func(s *Settings) *string { return &s.ShortName }),
	webAddress(Field{
		Key: "address", Label: "Adress", Help: "Webbplatsens egen adress.", Required: true,
		Example: "https://www.so-in.se",
		Aliases: "adress url baseurl",
	}, func(s *Settings) *string { return &s.Address }),
	texts(Field{
		Key: "old_addresses", Label: "Tidigare adresser", Unseen: true,
		Help:    "Adresser som hela webbplatsen har haft tidigare, så att psi vet att det är samma webbplats.",
		Example: "[https://psi.netlify.app]", Aliases: "tidigare_adresser",
	}, func(s *Settings) *[]string { return &s.OldAddresses }),
	text(Field{
		Key: "description", Label: "Beskrivning", Help: "En eller två meningar om webbplatsen, för sökmotorer.",
		Example: "Ett nätverk som möter samhällets utmaningar tillsammans.", Aliases: "beskrivning",
	}, func(s *Settings) *string { return &s.Description }),
	text(Field{
		Key: "owner", Label: "Utgivare", Help: "Den som ger ut webbplatsen.", Example: "Coompanion", Aliases: "ägare",
	}, func(s *Settings) *string { return &s.Owner }),
	email(Field{
		Key: "email", Label: "E-post", Help: "Adressen som besökare och prenumeranter skriver till.", Required: true,
		Example: "info@exempel.se",
		Aliases: "e-post epost mejl",
	}, func(s *Settings) *string { return &s.Email }),
	phone(Field{
		Key: "phone", Label: "Telefon", Help: "Telefonnummer, med riktnummer.", Example: "019-123 45 67",
		Aliases: "telefon",
	}, func(s *Settings) *string { return &s.Phone }),
	texts(Field{
		Key: "postal", Label: "Postadress", Help: "Postadressen, en rad i taget.",
		Example: "[Storgatan 1, 692 30 Kumla]", Aliases: "postadress",
	}, func(s *Settings) *[]string { return &s.Postal }),
	each(
		Field{Key: "menu", Label: "Meny", Help: "Sidorna i menyn.", Aliases: "meny"}, menuItemShape,
		func(s *Settings) *[]MenuItem { return &s.Menu },
	),
	each(
		Field{Key: "footer", Label: "Sidfot", Help: "Sidorna i sidfoten.", Aliases: "sidfot"}, menuItemShape,
		func(s *Settings) *[]MenuItem { return &s.Footer },
	),
	each(
		Field{
			Key: "doors", Label: "Dörrar", Aliases: "dörrar ingångar",
			Help: "Det som besökare oftast kommer för, överst på startsidan. Tre är lagom.",
		}, doorShape,
		func(s *Settings) *[]Door { return &s.Doors },
	),
	mapping(
		Field{
			Key: "security", Label: "Säkerhet", Unseen: true, Aliases: "säkerhet",
			Help: "Vem den ska berätta för som har hittat ett säkerhetshål. Det står i /.well-known/security.txt.",
		}, securityShape, func(s *Settings) *Security { return &s.Security },
	),
	each(
		Field{
			Key: "calendars", Label: "Parters kalendrar", Unseen: true, Aliases: "kalendrar kalender flöden feeds",
			Help: "Kalendrar som psi gather hämtar aktiviteter ur.",
		}, feedShape,
		func(s *Settings) *[]Feed { return &s.Feeds },
	),
	each(
		Field{
			Key: "words", Label: "Husets ord", Unseen: true,
			Help:    "Ord som ska skrivas på ett annat sätt, i en form i taget.",
			Aliases: "ord ordlista",
		}, houseWordShape,
		func(s *Settings) *[]HouseWord { return &s.Words },
	),
	each(
		Field{
			Key: "review_in", Label: "Granskas om", Unseen: true, Aliases: "granskas_om granskning review",
			Help: "Hur ofta olika slag ska gås igenom. Kommandot psi review säger när det är dags.",
		}, intervalShape,
		func(s *Settings) *[]Interval { return &s.ReviewIn },
	),
	acceptances(
		shape[Acceptance]{
			fields: append(slices.Clip(acceptanceShape.fields), contentPath(Field{
				Key: "file", Label: "Fil", Help: "Filen som anmärkningen gäller, om det inte är site.yaml själv.",
				Example: "bilder/karta.png", Aliases: "fil sökväg",
			}, func(a *Acceptance) *string { return &a.File })),
			check: acceptanceShape.check,
		},
		func(s *Settings) *[]Acceptance { return &s.Accepted },
	),
}, check: func(d *decoder, s *Settings) {
	checkOldAddresses(d, s)
	checkIntervals(d, s)
	checkFeeds(d, s)
}}

// checkOldAddresses accepts addresses in the form of the site's own.
func checkOldAddresses(d *decoder, s *Settings) {
	for i, old := range s.OldAddresses {
		u, err := url.Parse(old)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || !address.IsHost(u.Hostname()) ||
			strings.Trim(u.Path, "/")+u.RawQuery+u.Fragment != "" || u.User != nil {
			d.Problem(d.ItemPos("old_addresses", i), problem.BadValue,
				fmt.Sprintf("”%s” är ingen adress till en webbplats.", old),
				"Skriv den som i address, till exempel https://psi.netlify.app")
			continue
		}
		s.OldAddresses[i] = u.Scheme + "://" + u.Host
	}
}

var menuItemShape = shape[MenuItem]{
	fields: []field[MenuItem]{
		text(Field{
			Key: "title", Label: "Rubrik", Help: "Texten i menyn.", Required: true, Example: "Om PSI",
			Aliases: "titel namn",
		}, func(m *MenuItem) *string { return &m.Title }),
		contentPath(Field{
			Key: "path", Label: "Fil", Help: "Filen i content/ som menyn leder till.", Required: true,
			Example: "om/index.md", Aliases: "sökväg fil sida",
		}, func(m *MenuItem) *string { return &m.path }),
	},
	check: func(d *decoder, m *MenuItem) { m.at = textAt(d, "path") },
}

var doorShape = shape[Door]{
	fields: []field[Door]{
		text(Field{
			Key: "title", Label: "Rubrik", Help: "Det som besökaren vill göra.", Required: true,
			Example: "Få råd om en idé", Aliases: "titel namn",
		}, func(d *Door) *string { return &d.Title }),
		contentPath(Field{
			Key: "path", Label: "Fil", Help: "Filen i content/ som dörren leder till.", Required: true,
			Example: "om/index.md", Aliases: "sökväg fil sida",
		}, func(d *Door) *string { return &d.path }),
		text(Field{
			Key: "text", Label: "Text", Help: "En mening om vad som finns där. Annars visas sidans sammanfattning.",
			Example: "Vi lyssnar och visar dig vidare.", Aliases: "beskrivning",
		}, func(d *Door) *string { return &d.Text }),
	},
	check: func(d *decoder, door *Door) { door.at = textAt(d, "path") },
}

// readSettings reads site.yaml.
func (l *loader) readSettings() {
	if l.hasSettings {
		l.decodeSettings()
	} else if info, err := fs.Stat(l.src, SettingsFile); errors.Is(err, fs.ErrNotExist) || err == nil && info.IsDir() {
		l.problems.Add(problemAt(SettingsFile, 0, 0, problem.MissingFile, "Filen site.yaml finns inte.",
			"Lägg till den i content/ med webbplatsens namn och adress:\n"+
				"name: Partnerskapet för sociala innovationer i Örebro län\n"+
				"address: https://www.so-in.se\nemail: info@exempel.se"))
	}
}

func (l *loader) decodeSettings() {
	s := &l.settings
	doc := decodeFile(l, SettingsFile, settingsShape, s)
	if doc == nil {
		return
	}
	s.Says = says(doc, seenLabels(SettingsFields()))
	write := map[string]string{}
	for _, w := range s.Words {
		write[w.Word] = w.Write
	}
	delete(write, "") // which has been told
	l.words = swedish.NewWords(write)
	if s.ShortName == "" {
		s.ShortName = s.Name
	}
	l.checkSecurity()
}

// decodeFile reads a file of YAML at the content root. It is nil when there was nothing to read.
func decodeFile[E any](l *loader, name string, of shape[E], dst *E) *frontmatter.Document {
	src, fault := l.read(name, nil)
	if fault != nil {
		l.problems.Add(*fault)
		return nil
	}
	doc, problems := frontmatter.ParseYAML(name, src)
	if len(problems) > 0 {
		l.problems = append(l.problems, problems...)
		return nil
	}
	d := &decoder{Decoder: doc.Decoder(frontmatter.Options{Aliases: aliases(of.describe())})}
	of.decode(d, dst)
	l.problems = append(l.problems, d.Close()...)
	return doc
}

// resolve finds the entries that the menus and the doors lead to, and the parts whose calendars there are.
func (s *Settings) resolve(l *loader) {
	for i := range s.Feeds {
		s.Feeds[i].resolve(l)
	}
	var items []*MenuItem
	for _, menu := range [][]MenuItem{s.Menu, s.Footer} {
		for i := range menu {
			items = append(items, &menu[i])
		}
	}
	for i := range s.Doors {
		items = append(items, &s.Doors[i].MenuItem)
	}
	r := &resolver{loader: l, from: &Entry{File: SettingsFile}}
	for _, item := range items {
		if item.path == "" {
			continue
		}
		if item.Address = r.menu(item.path); r.fault != nil {
			l.problems.Add(r.faultAt(SettingsFile, item.path, item.at))
		}
	}
}

// faultAt tells what was wrong with a path at a place in a file.
func (r *resolver) faultAt(file, path string, at textPlace) problem.Problem {
	p := problemAt(file, at.Line, at.Column, r.fault.Kind, r.fault.Message, r.fault.Hint)
	if r.meant != "" {
		p.Fix = at.edit(path, 0, len(path), r.meant)
	}
	return p
}

// menu returns the address of the page of a content file that a menu leads to, or words of a search.
func (r *resolver) menu(file string) string {
	r.fault, r.meant, r.file = nil, "", ""
	if strings.ContainsAny(file, ":#?") {
		r.fail(
			problem.BrokenLink,
			fmt.Sprintf("Det här ska vara vägen till en fil i content/, och inte ”%s”.", file),
			"Skriv vägen till filen, till exempel om/vision.md",
		)
		return ""
	}
	t := r.link(file)
	switch {
	case t.Generated:
		r.fail(problem.BrokenLink, fmt.Sprintf("”%s” är en adress på webbplatsen, inte en väg till en fil.", file),
			"Skriv vägen till filen, till exempel om/vision.md")
	case t.Mended != "":
		r.meant = t.Mended
		r.fault.Hint = "Skriv " + t.Mended
	case r.fault == nil && r.file == "":
		r.fail(problem.BrokenLink, fmt.Sprintf("”%s” är ingen sida.", file),
			"Skriv vägen till en text, till exempel om/vision.md")
	}
	return t.URL
}
