// Package gather fetches the calendars of the network's parts from the web. It is careful with what others send: only
// over https, for a limited time, to a limited size and after few redirects, and what one server does keeps nobody from
// the calendars of the others. It remembers what a server has said of a calendar, lest it be sent again. It touches
// nothing but the client that it is given.
package gather

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"so-in.se/psi/internal/ical"
)

// Copy is a calendar as a server last sent it, and how the server tells it from a newer one (RFC 9110 §13).
type Copy struct {
	ETag     string `json:"etag,omitempty"`
	Modified string `json:"modified,omitempty"`
	Body     []byte `json:"body"`
}

// IsKnown reports whether the server can be asked whether the copy is still the newest.
func (c Copy) IsKnown() bool { return c.ETag != "" || c.Modified != "" }

// Answer is what came of one question: a copy, or why there is none.
type Answer struct {
	Copy
	Fault *Fault
}

// Fault says in Swedish why a calendar could not be fetched, and what to do.
type Fault struct{ Message, Hint string }

func (f *Fault) Error() string { return f.Message + " " + f.Hint }

// Fetcher fetches. All of its fields are to be set.
type Fetcher struct {
	Client    *http.Client
	UserAgent string
	// Patience bounds the time that one calendar may take, from the first question to the last byte.
	Patience time.Duration
}

const (
	// abreast is how many calendars are fetched at the same time.
	abreast = 8
	// redirects is how many are followed.
	redirects = 5
)

// Fetch fetches the calendars at addresses, each once. What is known of them is asked for again only if it is no longer
// the newest.
func (f *Fetcher) Fetch(ctx context.Context, addresses []string, known map[string]Copy) map[string]Answer {
	answers := map[string]Answer{}
	var mu sync.Mutex
	var all sync.WaitGroup
	free := make(chan struct{}, abreast)
	for _, address := range addresses {
		all.Go(func() {
			free <- struct{}{}
			defer func() { <-free }()
			copied, err := f.one(ctx, address, known[address])
			a := Answer{Copy: copied}
			if err != nil {
				a = Answer{Fault: explain(err)}
			}
			mu.Lock()
			answers[address] = a
			mu.Unlock()
		})
	}
	all.Wait()
	return answers
}

// Ways in which a server does not do as it should.
var (
	errManyRedirects = &Fault{
		"Adressen leder vidare till en annan, som leder vidare, gång på gång.",
		"Öppna adressen i webbläsaren, och skriv den som den till slut leder till.",
	}
	errInsecure = &Fault{
		"Adressen leder vidare till en som inte börjar med https://.",
		"Be parten om en adress som gör det.",
	}
	errLarge = &Fault{
		fmt.Sprintf("Kalendern är större än %d megabyte.", ical.MaxSize>>20),
		"Be parten om en adress till en kortare tid av kalendern.",
	}
	errSlow = &Fault{"Servern svarar för långsamt.", "psi försöker igen nästa gång."}
	errPage = &Fault{
		"På adressen finns en webbsida och ingen kalender.",
		"Skriv den adress som den har som prenumererar på kalendern. Den slutar ofta på .ics eller ical=1.",
	}
	errNoCalendar = &Fault{
		"På adressen finns något annat än en kalender.",
		"Skriv den adress som den har som prenumererar på kalendern. Den slutar ofta på .ics eller ical=1.",
	}
)

// explain says what has gone wrong.
func explain(err error) *Fault {
	if fault, ok := errors.AsType[*Fault](err); ok {
		return fault
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return errSlow
	}
	return &Fault{"Ingen server svarar på adressen.", "Pröva den i webbläsaren. psi försöker igen nästa gång."}
}

// one fetches one calendar.
func (f *Fetcher) one(ctx context.Context, address string, known Copy) (Copy, error) {
	ctx, cancel := context.WithTimeout(ctx, f.Patience)
	defer cancel()
	client := *f.Client
	client.CheckRedirect = func(r *http.Request, via []*http.Request) error {
		switch {
		case len(via) > redirects:
			return errManyRedirects
		case r.URL.Scheme != "https":
			return errInsecure
		}
		return nil
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return Copy{}, err
	}
	if request.URL.Scheme != "https" {
		return Copy{}, errInsecure
	}
	request.Header.Set("User-Agent", f.UserAgent)
	request.Header.Set("Accept", "text/calendar, */*;q=0.1")
	if known.ETag != "" {
		request.Header.Set("If-None-Match", known.ETag)
	}
	if known.Modified != "" {
		request.Header.Set("If-Modified-Since", known.Modified)
	}
	response, err := client.Do(request)
	if err != nil {
		return Copy{}, err
	}
	defer response.Body.Close()
	switch {
	case response.StatusCode == http.StatusNotModified && known.IsKnown():
		return known, nil
	case response.StatusCode != http.StatusOK:
		return Copy{}, &Fault{
			fmt.Sprintf("Servern svarar att något är fel (%d).", response.StatusCode),
			"Pröva adressen i webbläsaren. Har kalendern flyttat, skriv den nya adressen.",
		}
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, ical.MaxSize+1))
	if err != nil {
		return Copy{}, err
	}
	return Copy{response.Header.Get("ETag"), response.Header.Get("Last-Modified"), body}, judge(body)
}

// begins is how many bytes of a calendar there may be before it begins.
const begins = 1 << 10

// judge wants a body that may be a calendar. What it says of itself, in Content-Type, is often wrong.
func judge(body []byte) error {
	start := bytes.ToUpper(body[:min(len(body), begins)])
	switch {
	case len(body) > ical.MaxSize:
		return errLarge
	case bytes.Contains(start, []byte("BEGIN:VCALENDAR")):
		return nil
	case bytes.HasPrefix(bytes.TrimLeft(start, "\ufeff \t\r\n"), []byte("<")):
		return errPage
	}
	return errNoCalendar
}
