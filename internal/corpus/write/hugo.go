package main

// hugoSite is a Hugo site whose pages are like psi's: the same frame round the same facts, lists that show the same of
// each entry, a page for each entry, folder and theme, a feed, a search index, pages by year and kind, a calendar of
// all activities, of each theme and part, and of each activity. Parts are terms of a taxonomy, so that their pages list
// what names them, as psi's do.
var hugoSite = map[string]string{
	"hugo.toml": `baseURL = "https://example.org/"
title = "Exempelnätet"
languageCode = "sv"
buildFuture = true
timeZone = "Europe/Stockholm"
disableKinds = []
[taxonomies]
theme = "themes"
part = "parter"
year = "years"
kind = "kinds"
[markup.goldmark.extensions]
definitionList = true
[outputs]
home = ["html", "rss", "calendar", "json"]
section = ["html"]
taxonomy = ["html"]
term = ["html", "calendar"]
[outputFormats.calendar]
isPlainText = true
`,
	"layouts/_default/baseof.html": `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} – {{ site.Title }}</title>
<meta name="description" content="{{ with .Params.summary }}{{ . }}{{ else }}{{ site.Title }}{{ end }}">
<link rel="canonical" href="{{ .Permalink }}">
<meta property="og:title" content="{{ .Title }}">
<meta property="og:description" content="{{ with .Params.summary }}{{ . }}{{ else }}{{ site.Title }}{{ end }}">
<meta property="og:type" content="article">
<meta property="og:url" content="{{ .Permalink }}">
<meta property="og:site_name" content="{{ site.Title }}">
<meta property="og:locale" content="sv_SE">
<meta property="og:image" content="{{ "assets/dela.png" | absURL }}">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta property="og:image:alt" content="{{ site.Title }}">
<meta name="twitter:card" content="summary_large_image">
{{ partial "linked.html" . }}
<link rel="stylesheet" href="/assets/psi.css">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="alternate" type="application/rss+xml" href="/index.xml">
<meta name="theme-color" content="#ffd24f" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#18392e" media="(prefers-color-scheme: dark)">
</head>
<body>
<a class="skip-link" href="#innehall">Till innehållet</a>
<header class="site-header">
<div class="wrap">
<a class="logo" href="/"><svg class="symbol" viewBox="0 0 48 48" aria-hidden="true" focusable="false"><path class="symbol-tile" d="M4 0H32A16 16 0 0 1 48 16V44A4 4 0 0 1 44 48H16A16 16 0 0 1 0 32V4A4 4 0 0 1 4 0Z"/><path class="symbol-stem" d="M24 41V19M12.5 20C12.5 29 16 32.5 24 32.5S35.5 29 35.5 20"/><path class="symbol-leaf" d="M12.5 23C7 18.5 7 12 10.5 8.5C15.5 11.5 17 17.5 12.5 23ZM35.5 23C41 18.5 41 12 37.5 8.5C32.5 11.5 31 17.5 35.5 23Z"/><circle class="symbol-bloom" cx="24" cy="12.5" r="5"/></svg><span><span class="logo-short">{{ site.Title }}</span> <span class="logo-name">{{ site.Title }}</span></span></a>
<nav class="site-nav" aria-label="Huvudmeny"><ul>
<li><a href="/aktiviteter/"{{ if eq .Section "aktiviteter" }} aria-current="true"{{ end }}>Aktiviteter</a></li>
<li><a href="/projekt/"{{ if eq .Section "projekt" }} aria-current="true"{{ end }}>Projekt</a></li>
</ul></nav>
</div>
</header>
<main id="innehall">
{{ block "main" . }}{{ end }}
</main>
<footer class="site-footer">
<div class="wrap">
<section aria-labelledby="sidfot-kontakt"><h2 id="sidfot-kontakt">Kontakt</h2>
<p>{{ site.Title }}</p>
<p><a href="mailto:natet@example.org">natet@example.org</a></p>
</section>
<nav aria-labelledby="sidfot-folj"><h2 id="sidfot-folj">Följ med</h2><ul>
<li><a href="/kalender/">Prenumerera på kalendern</a></li>
<li><a href="/nyhetsbrev/">Nyhetsbrev</a></li>
<li><a href="/index.xml">Nyheter som flöde</a></li>
</ul></nav>
<nav aria-labelledby="sidfot-om"><h2 id="sidfot-om">Om webbplatsen</h2><ul>
<li><a href="/webbkarta/">Webbkarta</a></li>
</ul></nav>
<p class="site-publisher">Inga kakor och ingen spårning.</p>
</div>
</footer>
</body>
</html>
`,
	"layouts/_default/single.html": `{{ define "main" }}
<header class="page-head"><svg class="sprig plant" viewBox="0 0 260 220" aria-hidden="true" focusable="false"><g transform="translate(150 230)scale(1.1)"><path class="plant-stem" d="M0 0V-150M-46-104C-46-66-30-50 0-50S46-66 46-104"/><path class="plant-leaf" d="M-46-92C-68-110-68-138-54-152C-34-140-30-114-46-92ZM46-92C68-110 68-138 54-152C34-140 30-114 46-92Z"/><circle class="plant-bloom" cy="-166" r="20"/></g><g transform="translate(52 196)scale(0.8)"><path class="plant-stem" d="M0 30V-36"/><path class="plant-leaf" d="M0-32C-4-56-22-64-40-60C-36-42-20-30 0-32ZM0-32C4-52 20-62 36-60C34-42 20-30 0-32Z"/></g></svg><div class="wrap">
<nav class="breadcrumb" aria-label="Brödsmulor"><ol><li><a href="/">Start</a></li>{{ with .Parent }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ol></nav>
{{ if .Params.starts }}<div class="page-head-row">{{ partial "date.html" . }}<div>{{ end }}
<p class="page-kind">{{ .Section }}</p>
<h1>{{ .Title }}</h1>
{{ with .Params.summary }}<p class="lead">{{ . }}</p>{{ end }}
{{ if .Params.starts }}</div></div>{{ end }}
</div></header>
<div class="wrap page-body with-side"><div class="page-main">
{{ if .Params.starts }}<p class="actions"><a class="button button-quiet" href="index.ics">Lägg till i min kalender</a></p>{{ end }}
{{ with .Params.question }}<section class="section" aria-labelledby="innehall-fraga"><h2 id="innehall-fraga">Frågan</h2><p class="question">{{ . }}</p></section>{{ end }}
<div class="prose">{{ .Content }}</div></div>
<aside class="page-side" aria-label="Fakta"><dl class="facts">
{{ with .Params.starts }}<div><dt>När</dt><dd><time datetime="{{ . }}">{{ . }}–{{ $.Params.end_at }}</time> <span class="facts-note">vecka {{ index (split ($.Date.Format "2006-01-02") "-") 1 }}</span></dd></div>{{ end }}
{{ with .Params.place }}<div><dt>Var</dt><dd>{{ . }}</dd></div>{{ end }}
{{ with .Params.audience }}<div><dt>För vem</dt><dd>{{ . }}</dd></div>{{ end }}
{{ with .GetTerms "parter" }}<div><dt>Arrangör</dt>{{ range . }}<dd><a href="{{ .RelPermalink }}">{{ .Title }}</a></dd>{{ end }}</div>{{ end }}
{{ with .Params.year }}<div><dt>År</dt><dd>{{ . }}</dd></div>{{ end }}
{{ with .Params.amount }}<div><dt>Belopp</dt><dd>{{ . }} kronor</dd></div>{{ end }}
{{ with .Params.status }}<div><dt>Läge</dt><dd>{{ . }}</dd></div>{{ end }}
{{ with .Params.email }}<div><dt>E-post</dt><dd><a href="mailto:{{ . }}">{{ . }}</a></dd></div>{{ end }}
{{ with .Params.website }}<div><dt>Webbplats</dt><dd><a href="{{ . }}">{{ . }}</a></dd></div>{{ end }}
{{ with .GetTerms "themes" }}<div><dt>Teman</dt><dd><span class="tags">{{ range . }}<a class="tag" href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</span></dd></div>{{ end }}
</dl></aside></div>
{{ partial "foot.html" . }}
{{ end }}
`,
	"layouts/_default/list.html": `{{ define "main" }}
<header class="page-head"><svg class="sprig plant" viewBox="0 0 260 220" aria-hidden="true" focusable="false"><g transform="translate(150 230)scale(1.1)"><path class="plant-stem" d="M0 0V-150M-46-104C-46-66-30-50 0-50S46-66 46-104"/><path class="plant-leaf" d="M-46-92C-68-110-68-138-54-152C-34-140-30-114-46-92ZM46-92C68-110 68-138 54-152C34-140 30-114 46-92Z"/><circle class="plant-bloom" cy="-166" r="20"/></g><g transform="translate(52 196)scale(0.8)"><path class="plant-stem" d="M0 30V-36"/><path class="plant-leaf" d="M0-32C-4-56-22-64-40-60C-36-42-20-30 0-32ZM0-32C4-52 20-62 36-60C34-42 20-30 0-32Z"/></g></svg><div class="wrap">
<nav class="breadcrumb" aria-label="Brödsmulor"><ol><li><a href="/">Start</a></li></ol></nav>
<h1>{{ .Title }}</h1>
{{ with .Params.summary }}<p class="lead">{{ . }}</p>{{ end }}
</div></header>
<div class="wrap page-body"><div class="page-main">
{{ with .Params.website }}<dl class="facts"><div><dt>Webbplats</dt><dd><a href="{{ . }}">{{ . }}</a></dd></div></dl>{{ end }}
{{ .Content }}
{{ range .Pages.GroupByDate "2006" }}<section class="section" aria-labelledby="lista-{{ .Key }}"><h2 id="lista-{{ .Key }}">{{ .Key }}</h2>
<ul class="entry-list">
{{ range .Pages }}{{ partial "item.html" . }}{{ end }}</ul></section>
{{ end }}</div></div>
{{ partial "foot.html" . }}
{{ end }}
`,
	"layouts/partials/linked.html": `{{ $crumbs := slice (dict "@type" "ListItem" "position" 1 "name" "Start" "item" site.BaseURL) }}
{{- with .Parent }}{{ $crumbs = $crumbs | append (dict "@type" "ListItem" "position" 2 "name" .Title "item" .Permalink) }}{{ end }}
{{- $crumbs = $crumbs | append (dict "@type" "ListItem" "position" 3 "name" .Title "item" .Permalink) }}
{{- $thing := dict "@type" "Article" "headline" .Title "description" .Params.summary "url" .Permalink "inLanguage" "sv" }}
{{- if .Params.starts }}{{ $org := slice }}{{ range .GetTerms "parter" }}{{ $org = $org | append (dict "@type" "Organization" "name" .Title "url" .Permalink) }}{{ end }}
{{- $thing = dict "@type" "Event" "name" .Title "description" .Params.summary "url" .Permalink "inLanguage" "sv" "startDate" .Params.starts "endDate" .Params.end_at "eventStatus" "https://schema.org/EventScheduled" "eventAttendanceMode" "https://schema.org/OfflineEventAttendanceMode" "location" (slice (dict "@type" "Place" "name" .Params.place "address" .Params.place)) "organizer" $org }}{{ end }}
{{- $all := dict "@context" "https://schema.org" "@graph" (slice $thing (dict "@type" "BreadcrumbList" "itemListElement" $crumbs)) -}}
<script type="application/ld+json">{{ $all | jsonify | safeJS }}</script>
`,
	"layouts/partials/foot.html": `<footer class="page-foot"><div class="wrap"><div>
<section class="reviewed" aria-labelledby="sidfot-granskning"><h2 id="sidfot-granskning">Granskning</h2>
<p>Ingen har granskat sidan än. <a href="mailto:natet@example.org?subject={{ .Title }}">Föreslå en ändring</a>.</p></section>
</div></div></footer>
`,
	"layouts/partials/date.html": `<time class="date-block" datetime="{{ .Params.starts }}"><span class="date-weekday">{{ .Date.Format "Mon" }}</span> <span class="date-day">{{ .Date.Format "2" }}</span> <span class="date-month">{{ .Date.Format "Jan" }}</span> <span class="date-year">{{ .Date.Format "2006" }}</span></time>`,
	"layouts/partials/item.html": `<li class="entry">{{ if .Params.starts }}{{ partial "date.html" . }}{{ end }}<div class="entry-text"><h3><a href="{{ .RelPermalink }}">{{ .Title }}</a></h3>
<p class="entry-meta">{{ .Section }}{{ with .Params.starts }}, kl. {{ . }}{{ end }}{{ with .Params.place }}, {{ . }}{{ end }}{{ with .Params.year }}, {{ . }}{{ end }}</p>
{{- with .Params.summary }}<p>{{ . }}</p>{{ end }}</div></li>
`,
	"layouts/index.ics": `{{ partial "top.ics" . }}{{ range where site.RegularPages "Params.starts" "!=" nil }}{{ partial "event.ics" . }}{{ end }}END:VCALENDAR
`,
	"layouts/index.json": `[{{ range $i, $p := site.RegularPages }}{{ if $i }},{{ end }}{{ dict "title" .Title "url" .RelPermalink "kind" .Section "summary" .Params.summary "text" .Plain | jsonify }}
{{ end }}]
`,
	"layouts/_default/term.ics": `{{ partial "top.ics" . }}{{ range where .Pages "Params.starts" "!=" nil }}{{ partial "event.ics" . }}{{ end }}END:VCALENDAR
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
	"static/assets/psi.css": "body{font-family:sans-serif}\n",
	"static/favicon.svg":    "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n",
}
