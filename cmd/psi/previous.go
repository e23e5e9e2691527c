package main

import (
	"bytes"
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

// previous returns the record of what was published: the newer of those that --previous and --keep name, an empty one
// the first time, nil when the flags were not given. That nothing is found is an error unless --first says so: a host
// that has forgotten the site, or an address that leads to another host, answers as if nothing had been published.
func (f *siteFlags) previous(cli *commands, w world) (*record.Record, error) {
	if f.Previous == nil {
		if f.Keep != "" || f.First {
			return nil, usageError{"--keep and --first tell of what --previous names, which is missing"}
		}
		return nil, nil
	}
	published, err := openRecord(cli.Dir, *f.Previous)
	if err != nil && !errors.Is(err, errNoRecord) {
		return nil, err
	}
	var kept *record.Record
	if f.Keep != "" {
		kept, err = openRecord(cli.Dir, f.Keep)
		if err != nil && !errors.Is(err, errNoRecord) {
			return nil, err
		}
	}
	place := problem.OneLine(*f.Previous)
	switch {
	case f.First && (published != nil || kept != nil):
		return nil, &obstacle{
			"Det här är inte första gången: det finns uppgifter om en webbplats som är publicerad.",
			"Ta bort --first. Där det står, till exempel i netlify.toml, behövs det aldrig mer.",
		}
	case f.First:
		return new(record.Record), nil
	case published == nil && kept == nil:
		return nil, &obstacle{
			fmt.Sprintf("På %s finns inget publicerat. Ingenting har skrivits.", place),
			"Kontrollera adressen. Utan uppgifterna om det som är publicerat skulle prenumeranterna få alla " +
				"aktiviteter som nya. Är det första gången som webbplatsen publiceras, lägg till --first den gången.",
		}
	case published == nil:
		fmt.Fprintf(
			w.stderr,
			"På %s finns inget publicerat. Uppgifterna i %s används.\n",
			place,
			problem.OneLine(f.Keep),
		)
		return kept, nil
	case kept != nil && kept.Serial > published.Serial:
		fmt.Fprintf(w.stderr, "Det som är publicerat på %s är äldre än uppgifterna i %s, som används.\n", place,
			problem.OneLine(f.Keep))
		return kept, nil
	}
	return published, nil
}

// keep writes the record of what has been published to the file that --keep names, whole or not at all.
func (f *siteFlags) keep(cli *commands, r *record.Record) error {
	if f.Keep == "" {
		return nil
	}
	name := within(cli.Dir, f.Keep)
	err := os.MkdirAll(filepath.Dir(name), 0o777)
	if err == nil {
		var data bytes.Buffer
		if err = r.Encode(&data); err == nil {
			fresh := name + ".ny"
			if err = os.WriteFile(fresh, data.Bytes(), 0o666); err == nil {
				err = os.Rename(fresh, name)
			}
		}
	}
	if err != nil {
		return &obstacle{
			fmt.Sprintf("Webbplatsen är skriven, men inte uppgifterna om den i %s (%s).", problem.OneLine(f.Keep),
				problem.Cause(err)),
			"Kontrollera vägen efter --keep, och att mappen får skrivas i.",
		}
	}
	return nil
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
			"Är filen skadad, peka med --previous på psi.json från en tidigare publicering, eller på den som " +
			"--keep har sparat.",
	}
}
