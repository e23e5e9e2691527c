package content

import (
	"cmp"
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/text/unicode/norm"

	"so-in.se/psi/internal/address"
	"so-in.se/psi/internal/lazyregexp"
	"so-in.se/psi/internal/markdown"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// host returns the host of the site's own address, without the www that it may have; empty when it is not known.
func (s *Settings) host() string {
	u, err := url.Parse(s.Address)
	if err != nil {
		return ""
	}
	return bareHost(u)
}

func bareHost(u *url.URL) string { return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.") }

// web judges an address on the web. One of this site, however it is written, leads to a file.
func (r *resolver) web(dest string) markdown.Target {
	outer := markdown.Target{URL: dest, External: true}
	u, err := url.Parse(dest)
	if err != nil {
		r.elsewhere = true
		return outer
	}
	if host := bareHost(u); host != "" && host == r.host {
		return r.own(u)
	}
	if m := sourcePage().FindStringSubmatch(u.Host + u.Path); m != nil && r.exists(m[1]) {
		return r.private(u, fmt.Sprintf("Länken ”%s” går till platsen där den här webbplatsens filer redigeras.",
			u.Host+u.Path))
	}
	p, better := address.Judge(u)
	switch p.Kind {
	case problem.PrivateLink:
		return r.private(u, p.Message)
	case problem.WrappedLink:
		mended := r.mended(better)
		if mended == "" && better != "" { // what is within is no address for visitors either
			p.Hint += " Skriv den adress som besökare kommer till, eller ta bort länken."
		}
		r.fail(p.Kind, p.Message, p.Hint)
		return markdown.Target{Mended: mended}
	}
	r.elsewhere = true
	if p.Kind != "" {
		r.fail(p.Kind, p.Message, p.Hint)
		outer.Mended = better
	}
	return outer
}

// mended returns the destination to write for an address on the web; empty when that can't be known.
func (r *resolver) mended(dest string) string {
	if dest == "" {
		return ""
	}
	t := r.web(dest)
	fault := r.fault
	r.fault, r.meant = nil, ""
	if fault != nil && fault.Kind.Remark() == "" {
		return t.Mended
	}
	return cmp.Or(t.Mended, dest)
}

// sourcePage matches the addresses on GitHub of a content file.
var sourcePage = lazyregexp.New(
	`^(?:github\.com/[^/]+/[^/]+/(?:blob|edit|raw|blame|tree)|raw\.githubusercontent\.com/[^/]+/[^/]+)/.*?\bcontent/(.+)$`)

// exists reports whether there is a content file or attachment of a name.
func (r *resolver) exists(name string) bool {
	return r.linker.byFile[name] != nil || r.others[name] != nil
}

// own resolves an address on this site.
func (r *resolver) own(u *url.URL) markdown.Target {
	file := r.fileAt(u)
	if file == "" {
		return generated(u)
	}
	t := r.link(file)
	if r.file = ""; r.fault == nil { // a draft is a fault
		r.fail(problem.OwnAddress, "Länken går till webbplatsens egen adress, inte till en fil.",
			"En länk till filen håller också när sidan får en ny adress.")
		t.Mended = file
	}
	return t
}

// rooted resolves a path that begins with a slash, as addresses on the site do.
func (r *resolver) rooted(dest string) markdown.Target {
	if uri, ok := address.Meant(dest); ok {
		return r.incomplete(dest, uri)
	}
	if strings.HasPrefix(dest, "//") {
		return r.web("https:" + dest)
	}
	u, err := url.Parse(dest)
	if err != nil {
		r.fail(problem.BrokenLink, fmt.Sprintf("Adressen ”%s” går inte att läsa.", dest),
			"Skriv vägen från den här filen till den andra filen, till exempel ../om/vision.md")
		return markdown.Target{}
	}
	file := r.fileAt(u)
	if file == "" {
		return generated(u)
	}
	r.fail(
		problem.BrokenLink, fmt.Sprintf("Länken ”%s” är en adress på webbplatsen, inte en väg till en fil.", dest), "",
	)
	return markdown.Target{Mended: file}
}

// incomplete refuses an address without its scheme, for the one that was meant.
func (r *resolver) incomplete(dest, meant string) markdown.Target {
	scheme, _, _ := strings.Cut(meant, ":")
	t := markdown.Target{Mended: meant}
	if strings.HasPrefix(scheme, "http") {
		scheme += "://"
		t.Mended = cmp.Or(r.mended(meant), meant)
		r.elsewhere = false // if there were a file of the name, the link would lead there
	} else {
		scheme += ":"
	}
	r.fail(problem.BrokenLink, fmt.Sprintf("Adressen ”%s” är inte hel: den ska börja med %s", dest, scheme)+".", "")
	return t
}

// generated is the target of a path at which no entry is: the site may have a page or a calendar there all the same.
func generated(u *url.URL) markdown.Target {
	local := url.URL{Path: cmp.Or(u.Path, "/"), RawQuery: u.RawQuery, Fragment: u.Fragment}
	return markdown.Target{URL: local.String(), Generated: true}
}

// fileAt returns the way from the text to the file, and to the heading in it, whose page has the path of an address;
// empty when none has.
func (r *resolver) fileAt(u *url.URL) string {
	name := strings.Trim(strings.TrimSuffix(u.Path, "index.html"), "/")
	at := "/"
	if name != "" {
		at += strings.ToLower(name) + "/"
	}
	if m := sourcePage().FindStringSubmatch(u.Host + u.Path); m != nil {
		name = m[1]
	} else if e := cmp.Or(r.linker.byAddress[at], r.linker.byOld[address.Fold(at)]); e != nil {
		name = norm.NFC.String(e.File)
	}
	if !r.exists(name) {
		return ""
	}
	name = relative(r.from.File, name)
	if u.Fragment != "" {
		name += "#" + u.Fragment
	}
	return name
}

// private refuses an address that visitors can't reach, for a file if it is that of one.
func (r *resolver) private(u *url.URL, message string) markdown.Target {
	file := r.fileAt(u)
	hint := ""
	if file == "" {
		hint = "Skriv den adress som besökare kommer till, eller ta bort länken."
	}
	r.fail(problem.PrivateLink, message, hint)
	return markdown.Target{Mended: file}
}

// WebLinks returns the links to other sites in the entry's header and text.
func (e *Entry) WebLinks() []markdown.Link {
	links := e.webLinks
	for _, l := range e.Body.Links {
		if l.URL != "" && !strings.HasPrefix(l.URL, "/") {
			links = append(links[:len(links):len(links)], l)
		}
	}
	return links
}

// BrokenLinks returns a fault on each link to a path of the site where neither an entry is, nor, as exists reports, any
// other file.
func (c *Content) BrokenLinks(exists func(path string) bool) problem.List {
	var broken problem.List
	var addresses []string
	byAddress := map[string]*Entry{}
	for e := range c.Entries() {
		if !e.Body.Paths {
			continue
		}
		for _, l := range e.Body.Links {
			if !strings.HasPrefix(l.URL, "/") {
				continue
			}
			u, err := url.Parse(l.URL)
			if err != nil || exists(u.Path) {
				continue
			}
			if addresses == nil {
				for other := range c.Entries() {
					addresses = append(addresses, other.Address)
					byAddress[other.Address] = other
				}
			}
			hint := "Kontrollera adressen. Finns sidan inte kvar, så ta bort länken."
			if near, ok := swedish.Nearest(u.Path, addresses); ok && len(broken) < problem.Most {
				hint = "Menade du " + relative(e.File, byAddress[near].File) + "?"
			}
			broken.Add(problemAt(e.File, l.Line, l.Column, problem.BrokenLink,
				fmt.Sprintf("På webbplatsen finns ingen sida med adressen %s", u.Path)+".", hint))
		}
	}
	return broken.Capped()
}
