package main

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"time"

	"so-in.se/psi/internal/parallel"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/record"
	"so-in.se/psi/internal/site"
	"so-in.se/psi/internal/swedish"
)

// verify is the command psi verify.
type verify struct {
	Now string `placeholder:"TIME" help:"Build as it is at this time, Stockholm time. The clock's unless given."`
	URL string `arg:"" name:"url" help:"The published site's https address."`
}

// mostDiffering is how many differing files are named.
const mostDiffering = 20

// Run builds the commit that is published and compares each file with the published one. A page is true from one change
// to the next that time makes by itself, so the build need not be of the same hour.
func (v *verify) Run(cli *commands, w world) error {
	now, err := w.timeOf(v.Now)
	if err != nil {
		return err
	}
	base, err := siteAddress(v.URL)
	if err != nil || base == "" {
		return cmp.Or(err, error(usageError{"verify wants the address of the published site"}))
	}
	published, err := openRecord(cli.Dir, base)
	if errors.Is(err, errNoRecord) {
		err = &obstacle{fmt.Sprintf("På %s finns inget publicerat.", problem.OneLine(base)), "Kontrollera adressen."}
	}
	if err == nil {
		err = comparable(cli.Dir, published, now)
	}
	if err != nil {
		return err
	}
	src, err := openSources(cli.Dir, "")
	if err != nil {
		return err
	}
	s, err := site.Build(src, site.Options{
		Now: now, BaseURL: published.Site.Address, Address: published.Site.Address, Previous: published,
		Compress: slices.Contains(published.Files, "index.html.gz"), Made: published.Made,
	})
	if problems, ok := errors.AsType[problem.List](err); ok {
		err = cmp.Or(problems.Text(w.stderr, sourceOf(src)), error(failure{}))
	}
	if err != nil {
		return err
	}
	differing, err := differing(&http.Client{Transport: w.transport, Timeout: fetchTime}, base, s.Files())
	if err != nil {
		return err
	}
	made := fmt.Sprintf("versionen %s, byggd med %s", published.Made.Commit, runtime.Version())
	if len(differing) == 0 {
		fmt.Fprintf(w.stdout, "%s på %s är desamma som i %s.\n", count(len(s.Files()), "fil", "filer"), base, made)
		return nil
	}
	fmt.Fprintf(w.stdout, "%s på %s är inte som i %s:\n", count(len(differing), "fil", "filer"), base, made)
	for i, name := range differing {
		if i == mostDiffering {
			fmt.Fprintf(w.stdout, "- … och %d till\n", len(differing)-i)
			break
		}
		fmt.Fprintf(w.stdout, "- /%s\n", problem.OneLine(name))
	}
	if published.Made.Go != runtime.Version() {
		fmt.Fprintf(w.stdout, "Det som är publicerat är byggt med %s.\n", problem.OneLine(published.Made.Go))
	}
	return failure{}
}

// comparable tells why a published site cannot be compared with a build of the folder; nil when it can.
func comparable(dir string, published *record.Record, now time.Time) error {
	commit := problem.OneLine(published.Made.Commit)
	switch here := commitOf(dir); {
	case commit == "" || published.Site == nil:
		return &obstacle{
			"Det som är publicerat säger inte vilken version det är.",
			"Bygg och publicera med den här versionen av psi, ur ett arkiv som git håller reda på och utan ändringar.",
		}
	case here == "":
		return &obstacle{
			"Mappen är inte just den version som git har: något är ändrat, eller så saknas git.",
			"Spara undan ändringarna, och hämta det som är publicerat:\ngit checkout " + commit,
		}
	case here != commit:
		return &obstacle{
			fmt.Sprintf("Det som är publicerat är versionen %s, men här är %s.", commit, here),
			"Hämta den som är publicerad:\ngit checkout " + commit,
		}
	}
	if at := published.NextChange; !at.IsZero() && !at.After(now) {
		at = at.In(swedish.Zone())
		return &obstacle{
			fmt.Sprintf("Det som är publicerat gäller inte sedan %s kl. %s, då något ändrades av sig självt.",
				swedish.FormatDate(swedish.DateOf(at)), swedish.FormatClock(at)),
			"Publicera webbplatsen igen, eller skriv en tid före den efter --now.",
		}
	}
	return nil
}

// differing returns the paths of the files that are not at their addresses as they should be, in order.
func differing(client *http.Client, base string, files []site.File) ([]string, error) {
	differs := make([]bool, len(files))
	err := parallel.DoErr(len(files), func(i int) error {
		f := files[i]
		if f.Path == "_redirects" || strings.HasSuffix(f.Path, ".br") || strings.HasSuffix(f.Path, ".gz") {
			return nil // which servers read, and do not send by that name
		}
		var want bytes.Buffer
		if err := f.Render(&want); err != nil {
			return err
		}
		response, err := client.Get(base + "/" + escapedPath(strings.TrimSuffix(f.Path, "index.html")))
		if err != nil {
			return unreadable(base+"/"+f.Path, err)
		}
		defer response.Body.Close()
		got := sha256.New()
		if _, err := io.Copy(got, response.Body); err != nil {
			return unreadable(base+"/"+f.Path, err)
		}
		sum := sha256.Sum256(want.Bytes())
		differs[i] = !bytes.Equal(got.Sum(nil), sum[:])
		return nil
	})
	var names []string
	for i, f := range files {
		if differs[i] {
			names = append(names, f.Path)
		}
	}
	slices.Sort(names)
	return names, err
}
