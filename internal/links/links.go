// Package links asks the web whether links lead somewhere. It is polite: one question at a time to each host, with a
// pause between them, and none to a host that asks for patience. It remembers the answers, and touches nothing but the
// client and the clock that it is given.
package links

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"so-in.se/psi/internal/lazyregexp"
)

// Answer is what came of a question.
type Answer struct {
	// Status is the server's; 0 when none answered.
	Status int `json:"status"`
	// Moved is the address that the server says is the right one from now on; empty when the link's own is.
	Moved string `json:"moved,omitempty"`
	// Missing is set when the page says that it is not there although its status says that it is.
	Missing bool      `json:"missing,omitempty"`
	At      time.Time `json:"at"`
}

// Dead reports whether nobody finds anything there. A server that lets only people in, or is asked too often, says
// nothing of that.
func (a Answer) Dead() bool {
	switch a.Status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusTooManyRequests, http.StatusServiceUnavailable:
		return false
	}
	return a.Missing || a.Status == 0 || a.Status >= http.StatusBadRequest
}

// How long an answer is believed.
const (
	goodFor = 7 * 24 * time.Hour
	badFor  = 24 * time.Hour
)

func (a Answer) fresh(now time.Time) bool {
	if a.Status == 0 {
		return false // the fault may be on this side
	}
	if a.Dead() || a.Status >= http.StatusBadRequest {
		return now.Sub(a.At) < badFor
	}
	return now.Sub(a.At) < goodFor
}

// Checker asks. All of its fields are to be set.
type Checker struct {
	Client    *http.Client
	UserAgent string
	// Pause is the time between two questions to one host.
	Pause time.Duration
	Now   func() time.Time
	Sleep func(time.Duration)
}

// abreast is how many hosts are asked at the same time.
const abreast = 8

// Check returns an answer for each address: a known one while it is fresh, else that of the web. An address whose host
// asks for more patience than anybody has gets none.
func (c *Checker) Check(ctx context.Context, addresses []string, known map[string]Answer) map[string]Answer {
	answers := map[string]Answer{}
	byHost := map[string][]*url.URL{}
	for _, address := range addresses {
		u, err := url.Parse(address)
		if err != nil || u.Host == "" {
			continue
		}
		if a, ok := known[address]; ok && a.fresh(c.Now()) {
			answers[address] = a
		} else if !slices.ContainsFunc(byHost[u.Host], func(o *url.URL) bool { return o.String() == u.String() }) {
			byHost[u.Host] = append(byHost[u.Host], u)
		}
	}
	var mu sync.Mutex
	var all sync.WaitGroup
	free := make(chan struct{}, abreast)
	for _, list := range byHost {
		all.Go(func() {
			free <- struct{}{}
			defer func() { <-free }()
			for i, u := range list {
				if i > 0 {
					c.Sleep(c.Pause)
				}
				a, patient := c.ask(ctx, u)
				if !patient {
					return
				}
				mu.Lock()
				answers[u.String()] = a
				mu.Unlock()
			}
		})
	}
	all.Wait()
	return answers
}

// ask asks of one address, by HEAD and then, unless that was answered well, by GET. It returns false when the host asks
// to be left alone.
func (c *Checker) ask(ctx context.Context, u *url.URL) (a Answer, patient bool) {
	for _, method := range []string{http.MethodHead, http.MethodGet} {
		a = c.request(ctx, method, u)
		if a.Status == http.StatusTooManyRequests {
			return a, false
		}
		if method == http.MethodHead && a.Status == http.StatusOK && u.Path != "" && u.Path != "/" {
			continue // what the page says is in its body
		}
		if a.Status >= 200 && a.Status < 300 {
			break
		}
	}
	return a, true
}

// maxBody is how much of a page is read to find its title.
const maxBody = 64 << 10

func (c *Checker) request(ctx context.Context, method string, u *url.URL) Answer {
	a := Answer{At: c.Now()}
	permanent := true
	client := *c.Client
	client.CheckRedirect = func(r *http.Request, via []*http.Request) error {
		const most = 10
		if len(via) >= most {
			return errors.New("too many redirects")
		}
		if s := r.Response.StatusCode; s != http.StatusMovedPermanently && s != http.StatusPermanentRedirect {
			permanent = false
		}
		return nil
	}
	request, err := http.NewRequestWithContext(ctx, method, u.String(), nil)
	if err != nil {
		return a
	}
	request.Header.Set("User-Agent", c.UserAgent)
	response, err := client.Do(request)
	if err != nil {
		return a
	}
	defer response.Body.Close()
	a.Status = response.StatusCode
	final := response.Request.URL
	if deep(u) && !deep(final) && final.String() != u.String() {
		a.Missing = true // sent to the front page
	} else if permanent && final.String() != u.String() {
		a.Moved = final.String()
	}
	if method == http.MethodGet && a.Status == http.StatusOK {
		body, _ := io.ReadAll(io.LimitReader(response.Body, maxBody)) // what was read is all that is asked for
		a.Missing = a.Missing || missing(string(body))
	}
	return a
}

func deep(u *url.URL) bool { return strings.Trim(u.Path, "/") != "" }

var (
	title   = lazyregexp.New(`(?is)<title[^>]*>(.*?)</title>`)
	notHere = lazyregexp.New(`(?i)\b404\b|hittades inte|hittas inte|finns inte|saknas|not found|page missing`)
)

// missing reports whether the title of a page says that there is none.
func missing(page string) bool {
	m := title().FindStringSubmatch(page)
	return m != nil && notHere().MatchString(m[1])
}
