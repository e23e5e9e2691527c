package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/record"
)

const (
	// fetchTime bounds the whole of fetching a record.
	fetchTime = 30 * time.Second
	// maxRedirects is how many times an address may lead on to another.
	maxRedirects = 5
)

// previous returns the record that --previous names: an empty one when nothing was published there, nil when the flag
// was not given.
func (f *siteFlags) previous(cli *commands, w world) (*record.Record, error) {
	if f.Previous == nil {
		return nil, nil
	}
	r, err := openRecord(cli.Dir, *f.Previous)
	if errors.Is(err, errNoRecord) {
		fmt.Fprintf(w.stderr, "På %s finns inget publicerat, så det här räknas som första gången.\n",
			problem.OneLine(*f.Previous))
		return new(record.Record), nil
	}
	return r, err
}

// errNoRecord says that nothing is published at a place.
var errNoRecord = errors.New("no record")

// openRecord reads a record from a file, from the folder that holds it, or from an https address. The error is
// errNoRecord when there is none.
func openRecord(dir, place string) (*record.Record, error) {
	switch {
	case place == "":
		return nil, usageError{"the record wants a file, a folder or an https address, not an empty text"}
	case strings.Contains(place, "://"):
		return fetchRecord(&http.Client{Timeout: fetchTime}, place)
	}
	name := place
	if !filepath.IsAbs(name) {
		name = filepath.Join(dir, name)
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		name = filepath.Join(name, record.FileName)
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return nil, unreadable(place, reason("det är ingen vanlig fil"))
	}
	file, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errNoRecord
	}
	if err != nil {
		return nil, unreadable(place, err)
	}
	defer file.Close()
	return decodeRecord(place, file)
}

// fetchRecord reads a record from the web. An address that answers 404 or 410 has none; every other failure is an
// error, since to build as if nothing had been published would give subscribers everything anew.
func fetchRecord(client *http.Client, address string) (*record.Record, error) {
	u, err := url.Parse(address)
	if err != nil || !trusted(u) {
		return nil, usageError{fmt.Sprintf("a record is fetched from an https address, not %q", address)}
	}
	if !strings.HasSuffix(u.Path, ".json") {
		u = u.JoinPath(record.FileName)
	}
	client.CheckRedirect = func(to *http.Request, via []*http.Request) error {
		switch {
		case len(via) > maxRedirects:
			return reason("adressen leder vidare gång på gång")
		case !trusted(to.URL):
			return reason("adressen leder vidare till en som inte börjar med https")
		}
		return nil
	}
	request, err := http.NewRequest(http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, usageError{fmt.Sprintf("a record is fetched from an https address, not %q", address)}
	}
	request.Header.Set("Accept", "application/json")
	request.Header.Set("Cache-Control", "no-cache")
	request.Header.Set("User-Agent", "psi")
	response, err := client.Do(request)
	if err != nil {
		return nil, unreadable(address, err)
	}
	defer response.Body.Close()
	switch response.StatusCode {
	case http.StatusOK:
		return decodeRecord(address, response.Body)
	case http.StatusNotFound, http.StatusGone:
		return nil, errNoRecord
	}
	return nil, unreadable(address, reason(fmt.Sprintf("servern svarar %d", response.StatusCode)))
}

// trusted reports whether nobody on the way can change what an address gives: https, or this very machine.
func trusted(u *url.URL) bool {
	host := u.Hostname()
	ip := net.ParseIP(host)
	local := host == "localhost" || ip != nil && ip.IsLoopback()
	return host != "" && u.User == nil && (u.Scheme == "https" || u.Scheme == "http" && local)
}

func decodeRecord(place string, src io.Reader) (*record.Record, error) {
	r, err := record.Decode(src)
	if errors.Is(err, record.ErrNewer) {
		err = reason("den är gjord av en nyare psi")
	} else if err != nil && problem.Cause(err) == problem.Cause(nil) {
		err = reason("det är ingen psi.json")
	}
	if err != nil {
		return nil, unreadable(place, err)
	}
	return r, nil
}

// reason is why a record cannot be read, in Swedish.
type reason string

func (r reason) Error() string { return string(r) }

// unreadable says that there is something at a place, or should be, and that it is no record.
func unreadable(place string, err error) error {
	why := problem.Cause(err)
	if r, ok := errors.AsType[reason](err); ok {
		why = string(r)
	}
	return &obstacle{
		message: fmt.Sprintf("Det som är publicerat på %s går inte att läsa (%s). Ingenting har skrivits.", place, why),
		hint: "Försök igen om en stund. Utan uppgifterna skulle prenumeranterna få alla aktiviteter som nya. " +
			"Är det rätt att ingenting är publicerat ännu, bygg en gång utan --previous.",
	}
}
