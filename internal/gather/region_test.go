package gather_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"so-in.se/psi/internal/editor"
	"so-in.se/psi/internal/swedish"
)

// part is a part of the network with a calendar.
type part struct {
	host   string
	events []made
	dialect
}

// region is made-up parts, and what is true of their events in the night to come.
type region struct {
	*rand.Rand
	parts  []*part
	number int
	truth  map[string]editor.Outcome // by key
}

var (
	whats = strings.Split(
		"Öppet hus|Språkkafé|Höstmöte|Workshop|Föreläsning|Studiecirkel|Frukostmöte|Årsmöte|Seminarium|"+
			"Prova på|Mässa|Rundvandring|Panelsamtal|Idéverkstad|Nätverksträff|Läxhjälp|Konsert|Matlagning",
		"|",
	)
	abouts = strings.Split("om social innovation|för unga företagare|om återbruk|kring psykisk hälsa|för nybörjare|"+
		"om lokal mat|för föreningar|om arbetsintegrering|med Röda Korset|för seniorer|om klimatanpassning|"+
		"om digital delaktighet|för nyanlända|om kooperativ|kring ensamhet", "|")
	rooms = strings.Split(
		"Folkets hus|Biblioteket|Stora salen|Kulturhuset|Församlingshemmet|Stadshuset|Idrottshallen",
		"|",
	)
	towns = strings.Split("Kumla|Hallsberg|Örebro|Nora|Lindesberg|Karlskoga|Degerfors|Laxå|Askersund|Hällefors", "|")
)

func pick[T any](r *region, list []T) T { return list[r.IntN(len(list))] }

// now is the first night.
var now = time.Date(2027, 1, 15, 2, 0, 0, 0, time.UTC)

// event makes up an event.
func (r *region) event() made {
	r.number++
	first := swedish.Date{Year: 2027, Month: 1, Day: 20}.AddDays(r.IntN(300))
	e := made{
		number: 1000 + r.number,
		title:  pick(r, whats) + " " + pick(r, abouts), place: pick(r, rooms) + ", " + pick(r, towns),
		text: "Välkomna till oss.", length: time.Duration(1+r.IntN(3)) * time.Hour,
		start: first.In().Add(time.Duration(16+r.IntN(20)) * 30 * time.Minute),
	}
	switch r.IntN(12) {
	case 0:
		e.start, e.length, e.wholeDay = first.In(), 24*time.Hour, true
	case 1:
		e.weeks = 2 + r.IntN(6)
	}
	return e
}

// key names an event for the truth. The name that WordPress gives holds the time, and its beginning is for good.
func (p *part) key(uid string) string {
	if p.name == wordPress.name {
		uid, _, _ = strings.Cut(uid, "-")
	}
	return p.host + " " + uid
}

func (r *region) say(p *part, e made, o editor.Outcome) { r.truth[p.key(p.uid(p.host, e))] = o }

// add puts an event into a calendar.
func (r *region) add(p *part, e made, o editor.Outcome) {
	p.events = append(p.events, e)
	r.say(p, e, o)
}

// other is an event of a part as somebody else writes it who takes part in it.
func (r *region) other(e made) made {
	r.number++
	e.number, e.text, e.weeks = 1000+r.number, "Kom med oss.", 0
	room, town, _ := strings.Cut(e.place, ", ")
	e.place = pick(r, []string{
		e.place, room + ", Storgatan 3, " + town, town + ", " + room, room + " i " + town,
		room + ", Storgatan 3, 692 30 " + town + ", Sverige", town, "",
	})
	what := e.title
	if first, rest, _ := strings.Cut(what, " om "); rest != "" && r.IntN(10) == 0 { // in one word
		e.title = swedish.Capital(strings.ReplaceAll(rest, " ", "")) + "s" + strings.ToLower(first)
		return e
	}
	e.title = pick(r, []string{
		what, strings.ToUpper(what), "Inbjudan: " + what, what + "!", what + " i " + town,
		what + " – " + room, typo(r, what),
		"Välkommen till " + strings.ToLower(what), what + " (öppet för alla)", what + " 2027",
	})
	e.length = time.Duration(1+r.IntN(3)) * time.Hour
	if e.wholeDay {
		e.length = 24 * time.Hour
	}
	return e
}

// typo exchanges two letters of the last word.
func typo(r *region, s string) string {
	letters := []rune(s)
	i := len(letters) - 2 - r.IntN(3)
	letters[i], letters[i-1] = letters[i-1], letters[i]
	return string(letters)
}

// near is an event that has much in common with another, and is another all the same.
func (r *region) near(e made) made {
	n := r.event()
	n.weeks, n.wholeDay, n.length = 0, false, time.Hour
	n.start, n.place, n.title = e.start, e.place, e.title
	if e.wholeDay {
		n.wholeDay, n.length = true, 24*time.Hour
	}
	_, town, _ := strings.Cut(e.place, ", ")
	what, about, _ := strings.Cut(e.title, " ")
	if r.IntN(60) == 0 { // with one word more: too hard
		n.title = what + " digitalt " + about
		return n
	}
	switch r.IntN(7) {
	case 0: // the same room and hour
		for n.title == e.title {
			n.title = pick(r, whats) + " " + pick(r, abouts)
		}
		if strings.Contains(n.title, about) { // most of it is the same
			n.title = "Bokbytardag"
		}
	case 1, 2: // another week, which is no occasion of a series
		n.start = n.start.AddDate(0, 0, 7*(10+r.IntN(5)))
	case 3: // another town
		room, _, _ := strings.Cut(e.place, ", ")
		for n.place == e.place {
			n.place = room + ", " + pick(r, towns)
		}
	case 4: // another hour the same day
		if !n.wholeDay {
			n.start = n.start.Add(2 * time.Hour)
		} else {
			n.start = n.start.AddDate(0, 0, 1)
		}
	case 5: // for others
		n.title = what + " " + pick(
			r,
			[]string{"för föräldrar till tvillingar", "på arabiska", "inställd hiss: så funkar det"},
		)
	case 6:
		n.title, n.place = "Möte i styrelsen", pick(r, rooms)+", "+town
	}
	return n
}

// content is a site with the parts, their calendars, and activities that an editor has written by hand.
func (r *region) content(t *testing.T, addresses []string) fstest.MapFS {
	t.Helper()
	src := fstest.MapFS{"index.md": {Data: []byte("---\ntitle: Start\n---\n")}}
	settings := "name: Nätet\naddress: https://www.example.org\nemail: natet@example.org\ncalendars:\n"
	for i, address := range addresses {
		settings += "  - address: " + address + "\n"
		if i < len(r.parts) {
			settings += fmt.Sprintf("    part: part-%d\n", i)
			src[fmt.Sprintf("parter/part-%d.md", i)] = &fstest.MapFile{
				Data: fmt.Appendf(nil, "---\ntitle: Part %d\nsector: civilsamhälle\n---\n", i),
			}
		}
	}
	src["site.yaml"] = &fstest.MapFile{Data: []byte(settings)}
	for i := range 30 {
		e := r.event()
		e.weeks, e.wholeDay = 0, false
		src[fmt.Sprintf("aktiviteter/egen-%d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(
			nil, "---\ntitle: %s\nkind: annat\nstart: %s\nend: %s\nplace: %s\n---\n", e.title,
			e.start.Format("2006-01-02 15:04"), e.start.Add(time.Hour).Format("2006-01-02 15:04"), e.place,
		)}
		r.add(pick(r, r.parts), r.other(e), editor.Alike)
	}
	return src
}
