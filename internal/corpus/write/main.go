// Command write writes the made-up content of package corpus to disk, once as psi reads it and once as a Hugo site with like pages:
// each entry its page, a list of each folder and theme, a feed, a calendar of all activities and of each. It is how psi is measured against Hugo; CONTRIBUTING.md tells how.
//
// Usage:
//
//	go run ./internal/corpus/write -n 1000 -psi DIR -hugo DIR
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"so-in.se/psi/internal/corpus"
)

func main() {
	n := flag.Int("n", 1000, "number of entries")
	psi := flag.String("psi", "", "write psi's content folder to this folder")
	hugo := flag.String("hugo", "", "write a Hugo site to this folder")
	flag.Parse()
	if err := write(*n, *psi, *hugo); err != nil {
		fmt.Fprintln(os.Stderr, "write:", err)
		os.Exit(1)
	}
}

func write(n int, psi, hugo string) error {
	files := map[string]string{}
	if psi != "" {
		for name, f := range corpus.FS(n) {
			files[filepath.Join(psi, name)] = string(f.Data)
		}
	}
	if hugo != "" {
		for name, text := range hugoSite {
			files[filepath.Join(hugo, name)] = text
		}
		for _, e := range corpus.Entries(n) {
			if e.Folder != "teman" {
				files[filepath.Join(hugo, "content", e.Folder, e.ID+".md")] = hugoFile(e)
			}
		}
	}
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			return err
		}
	}
	return nil
}

// hugoFile writes an entry with front matter that Hugo understands.
func hugoFile(e corpus.Entry) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %q\n", e.Title)
	date := "2020-01-01"
	for _, f := range e.Fields {
		key, value, _ := strings.Cut(f, ": ")
		switch key {
		case "start":
			date = value[:10]
			fmt.Fprintf(&b, "starts: %q\n", value)
		case "date":
			date = value
		case "end", "opens", "closes":
			fmt.Fprintf(&b, "%s_at: %q\n", key, value)
		case "kind":
			fmt.Fprintf(&b, "sort: %s\n", value)
		case "web":
			fmt.Fprintf(&b, "website: %s\n", value)
		default:
			b.WriteString(f + "\n")
		}
	}
	fmt.Fprintf(&b, "date: %s\n", date)
	if len(e.Themes) > 0 {
		fmt.Fprintf(&b, "themes: [%s]\n", strings.Join(e.Themes, ", "))
	}
	if e.Folder == "aktiviteter" || e.Folder == "samhallssamtal" {
		b.WriteString("outputs: [html, calendar]\n")
	}
	b.WriteString("---\n\n" + e.Body)
	return b.String()
}

// hugoSite is a Hugo site whose pages are like psi's: the same frame, the same facts, lists that show title, summary and facts.
var hugoSite = map[string]string{
	"hugo.toml": `baseURL = "https://example.org/"
title = "Exempelnätet"
languageCode = "sv"
buildFuture = true
timeZone = "Europe/Stockholm"
disableKinds = []
[taxonomies]
theme = "themes"
[markup.goldmark.extensions]
definitionList = true
[outputs]
home = ["html", "rss", "calendar"]
section = ["html"]
taxonomy = ["html"]
term = ["html"]
[outputFormats.calendar]
isPlainText = true
`,
	"layouts/_default/baseof.html": `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} – {{ site.Title }}</title>
<meta name="description" content="{{ with .Params.summary }}{{ . }}{{ end }}">
<link rel="canonical" href="{{ .Permalink }}">
<meta property="og:title" content="{{ .Title }}">
<meta property="og:url" content="{{ .Permalink }}">
<link rel="stylesheet" href="/assets/psi.css">
<link rel="alternate" type="application/rss+xml" href="/index.xml">
</head>
<body>
<a class="skip-link" href="#innehall">Hoppa till innehållet</a>
<header class="site-header"><a class="wordmark" href="/">{{ site.Title }}</a>
<nav class="site-nav" aria-label="Huvudmeny"><ul>
<li><a href="/aktiviteter/"{{ if eq .Section "aktiviteter" }} aria-current="true"{{ end }}>Aktiviteter</a></li>
<li><a href="/projekt/"{{ if eq .Section "projekt" }} aria-current="true"{{ end }}>Projekt</a></li>
</ul></nav></header>
<main id="innehall">
{{ block "main" . }}{{ end }}
</main>
<footer class="site-footer"><nav aria-label="Sidfot"><ul><li><a href="/">Start</a></li></ul></nav></footer>
</body>
</html>
`,
	"layouts/_default/single.html": `{{ define "main" }}
<nav class="breadcrumb" aria-label="Sökväg"><ol><li><a href="/">Start</a></li>{{ with .Parent }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ol></nav>
<h1>{{ .Title }}</h1>
{{ with .Params.summary }}<p class="lead">{{ . }}</p>{{ end }}
<dl class="facts">
{{ with .Params.starts }}<dt>När</dt><dd>{{ . }}</dd>{{ end }}
{{ with .Params.place }}<dt>Var</dt><dd>{{ . }}</dd>{{ end }}
{{ with .Params.organizers }}<dt>Arrangör</dt>{{ range . }}{{ with site.GetPage (printf "/parter/%s" .) }}<dd><a href="{{ .RelPermalink }}">{{ .Title }}</a></dd>{{ end }}{{ end }}{{ end }}
{{ with .Params.organizations }}<dt>Organisation</dt>{{ range . }}{{ with site.GetPage (printf "/parter/%s" .) }}<dd><a href="{{ .RelPermalink }}">{{ .Title }}</a></dd>{{ end }}{{ end }}{{ end }}
{{ with .Params.year }}<dt>År</dt><dd>{{ . }}</dd>{{ end }}
{{ with .Params.amount }}<dt>Belopp</dt><dd>{{ . }} kronor</dd>{{ end }}
{{ with .GetTerms "themes" }}<dt>Teman</dt>{{ range . }}<dd><a href="{{ .RelPermalink }}">{{ .Title }}</a></dd>{{ end }}{{ end }}
</dl>
{{ .Content }}
{{ end }}
`,
	"layouts/_default/list.html": `{{ define "main" }}
<h1>{{ .Title }}</h1>
{{ .Content }}
{{ range .Pages.GroupByDate "2006" }}<h2>{{ .Key }}</h2>
<ul class="entry-list">{{ range .Pages }}{{ partial "item.html" . }}{{ end }}</ul>{{ end }}
{{ end }}
`,
	"layouts/index.ics": `{{ partial "top.ics" . }}{{ range where site.RegularPages "Params.starts" "!=" nil }}{{ partial "event.ics" . }}{{ end }}END:VCALENDAR
`,
	"layouts/aktiviteter/single.ics":    `{{ partial "top.ics" . }}{{ partial "event.ics" . }}END:VCALENDAR` + "\n",
	"layouts/samhallssamtal/single.ics": `{{ partial "top.ics" . }}{{ partial "event.ics" . }}END:VCALENDAR` + "\n",
	"layouts/partials/top.ics": `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//hugo//SV
X-WR-CALNAME:{{ site.Title }}
`,
	"layouts/partials/event.ics": `BEGIN:VEVENT
UID:{{ .File.ContentBaseName }}@example.org
DTSTAMP:{{ .Date.Format "20060102T150405Z" }}
DTSTART:{{ replaceRE "[-: ]" "" .Params.starts }}00
DTEND:{{ replaceRE "[-: ]" "" .Params.end_at }}00
SUMMARY:{{ .Title }}
DESCRIPTION:{{ .Params.summary }}
LOCATION:{{ .Params.place }}
URL:{{ .Permalink }}
END:VEVENT
`,
	"layouts/partials/item.html": `<li class="item"><time datetime="{{ .Date.Format "2006-01-02" }}">{{ with .Params.starts }}{{ . }}{{ end }}</time>
<a href="{{ .RelPermalink }}">{{ .Title }}</a>
{{ with .Params.summary }}<p>{{ . }}</p>{{ end }}
<p class="meta">{{ with .Params.place }}{{ . }}{{ end }}{{ with .Params.year }}{{ . }}{{ end }}</p></li>
`,
	"static/assets/psi.css": "body{font-family:sans-serif}\n",
}
