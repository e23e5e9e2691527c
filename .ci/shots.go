// Command shots takes pictures of the pages that differ between two built sites, and puts them side by side on a page:
//
//	go run .ci/shots.go DIFF OLD NEW PICTURES
//
// DIFF is what psi diff --format=json has printed of the two. Where everything may differ the start page is pictured,
// too. It uses the Chromium that is installed.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"html/template"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"

	"github.com/chromedp/chromedp"
)

// most is how many pages are pictured.
const most = 20

// width is that of the pictures in pixels: of a small laptop's window.
const width = 1024

// page is one that differs. Before and After are the names of its pictures, empty where it is not there.
type page struct{ Address, Before, After string }

func main() {
	log.SetFlags(0)
	if len(os.Args) != 5 {
		log.Fatal("usage: shots DIFF OLD NEW PICTURES")
	}
	if err := shoot(os.Args[1], os.Args[2], os.Args[3], os.Args[4]); err != nil {
		log.Fatal(err)
	}
}

func shoot(diff, before, after, out string) error {
	addresses, err := changed(diff)
	if err != nil || len(addresses) == 0 {
		return err
	}
	left := max(0, len(addresses)-most)
	addresses = addresses[:len(addresses)-left]
	if err := os.MkdirAll(out, 0o777); err != nil {
		return err
	}
	alloc, end := chromedp.NewExecAllocator(
		context.Background(),
		// The pages are our own, and runners do not let a browser build its sandbox.
		append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.WindowSize(width, 800))...,
	)
	defer end()
	ctx, cancel := chromedp.NewContext(alloc)
	defer cancel()
	var pages []page
	for i, address := range addresses {
		p := page{Address: address}
		for _, side := range []struct {
			dir, suffix string
			dst         *string
		}{{before, "fore", &p.Before}, {after, "efter", &p.After}} {
			name := fmt.Sprintf("%02d-%s.png", i+1, side.suffix)
			data, err := picture(ctx, side.dir, address)
			if err != nil {
				return fmt.Errorf("%s: %w", address, err)
			}
			if data == nil {
				continue
			}
			*side.dst = name
			if err := os.WriteFile(filepath.Join(out, name), data, 0o666); err != nil {
				return err
			}
		}
		pages = append(pages, p)
	}
	file, err := os.Create(filepath.Join(out, "index.html"))
	if err != nil {
		return err
	}
	defer file.Close()
	return sideBySide.Execute(file, struct {
		Pages []page
		Left  int
	}{pages, left})
}

// changed lists the addresses of the pages that differ, in order.
func changed(diff string) ([]string, error) {
	data, err := os.ReadFile(diff)
	if err != nil {
		return nil, err
	}
	var changes []struct{ Thing, Address string }
	if err := json.Unmarshal(data, &changes); err != nil {
		return nil, fmt.Errorf("%s: %w", diff, err)
	}
	var addresses []string
	for _, c := range changes {
		if c.Thing == "sak på alla sidor" {
			c.Address = "/"
		}
		if c.Address != "" && !slices.Contains(addresses, c.Address) {
			addresses = append(addresses, c.Address)
		}
	}
	return addresses, nil
}

// picture returns the whole of a page as PNG; nil when the site does not have it.
func picture(ctx context.Context, dir, address string) ([]byte, error) {
	if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(address), "index.html")); err != nil {
		return nil, nil
	}
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	defer server.Close()
	if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+address)); err != nil {
		return nil, err
	}
	return chromedp.Run(ctx, chromedp.FullScreenshot(100)) // 100 makes it PNG
}

var sideBySide = template.Must(template.New("").Parse(`<!doctype html>
<html lang="sv"><meta charset="utf-8"><title>Före och efter</title>
<style>body { font: 16px sans-serif; margin: 1rem } td { vertical-align: top; width: 50% } img { width: 100%; border: 1px solid #999 }</style>
<h1>Före och efter</h1>
{{if .Left}}<p>{{.Left}} sidor till ändras utan att visas här.</p>{{end}}
{{range .Pages}}<h2>{{.Address}}</h2>
<table><tr><th>Före</th><th>Efter</th></tr><tr>
<td>{{if .Before}}<img src="{{.Before}}" alt="Sidan före">{{else}}Sidan finns inte.{{end}}</td>
<td>{{if .After}}<img src="{{.After}}" alt="Sidan efter">{{else}}Sidan finns inte.{{end}}</td></tr></table>
{{end}}</html>
`))
