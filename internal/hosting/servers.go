package hosting

import (
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// Smallest is how many bytes a file has at least to be compressed on its way.
const Smallest = 1024

// escaped writes a path as addresses have it, without anything that the language of a configuration would read.
func escaped(p string) string {
	return strings.NewReplacer("$", "%24", "{", "%7B", "}", "%7D", `"`, "%22").
		Replace((&url.URL{Path: p}).EscapedPath())
}

// Netlify returns the part of netlify.toml that tells of headers.
func Netlify() string {
	var b strings.Builder
	for i, r := range Rules {
		if i > 0 {
			b.WriteByte('\n')
		}
		if r.Why != "" {
			fmt.Fprintf(&b, "# %s\n", r.Why)
		}
		fmt.Fprintf(&b, "[[headers]]\nfor = %q\n[headers.values]\n", r.For)
		for _, h := range r.Headers {
			fmt.Fprintf(&b, "%s = %q\n", h.Name, h.Value)
		}
	}
	return b.String()
}

// NetlifyRedirects returns the file _redirects, by which Netlify leads on from old addresses. The exclamation mark
// makes it do so although there is a page at the old address, for servers that know of no redirects.
func NetlifyRedirects(redirects []Redirect) string {
	var b strings.Builder
	for _, r := range redirects {
		fmt.Fprintf(&b, "%s %s 301!\n", (&url.URL{Path: r.From}).EscapedPath(), (&url.URL{Path: r.To}).EscapedPath())
	}
	return b.String()
}

// Forms are the ways in which an old address is asked for.
func (r Redirect) Forms() []string {
	if without := strings.TrimSuffix(r.From, "/"); without != r.From && without != "" {
		return []string{r.From, without}
	}
	return []string{r.From}
}

// extensions returns the extensions by their types without parameters, and the types that have a charset.
func extensions() (byType map[string][]string, charset []string) {
	byType = map[string][]string{}
	for _, ext := range slices.Sorted(maps.Keys(types)) {
		t, parameter, _ := strings.Cut(types[ext], ";")
		byType[t] = append(byType[t], strings.TrimPrefix(ext, "."))
		if parameter != "" && t != "text/html" { // which nginx takes for granted
			charset = append(charset, t)
		}
	}
	atom, _, _ := strings.Cut(atomType, ";")
	return byType, append(charset, atom)
}

// Nginx returns a file to be included in the server block of nginx (1.18 or later) whose root is the published folder.
func Nginx(redirects []Redirect) string {
	var b strings.Builder
	b.WriteString(
		"# Made by psi. Include it in the server block of the site, whose root is what psi build has written:\n" +
			"#   server { listen 80; root /srv/psi/public; include /srv/psi/nginx.conf; }\n" +
			"# Old addresses stand in it, so make it anew with each build, and have nginx read it: nginx -s reload\n" +
			"index index.html;\nabsolute_redirect off;\nerror_page 404 /404.html;\nerror_page 403 =404 /404.html;\n\n",
	)
	byType, charset := extensions()
	b.WriteString("types {\n")
	for _, t := range slices.Sorted(maps.Keys(byType)) {
		fmt.Fprintf(&b, "\t%s %s;\n", t, strings.Join(byType[t], " "))
	}
	var shrinks []string
	for _, t := range slices.Concat(slices.Sorted(maps.Keys(byType)), []string{"application/atom+xml"}) {
		if Shrinks(t) && t != "text/html" {
			shrinks = append(shrinks, t)
		}
	}
	fmt.Fprintf(
		&b,
		"}\ndefault_type %s;\ncharset utf-8;\ncharset_types %s;\n\n",
		unknownType,
		strings.Join(charset, " "),
	)
	fmt.Fprintf(
		&b, "gzip on;\ngzip_static on;\ngzip_vary on;\ngzip_proxied any;\ngzip_min_length %d;\ngzip_types %s;\n\n",
		Smallest, strings.Join(shrinks, " "),
	)
	add := func(indent string, headers []Header) {
		for _, h := range headers {
			if h.Name != "Content-Type" { // which follows from the types above
				fmt.Fprintf(&b, "%sadd_header %s %q always;\n", indent, h.Name, h.Value)
			}
		}
	}
	add("", Everywhere)
	for _, r := range Rules[1:] {
		before, after, several := strings.Cut(r.For, "*")
		where := "= " + r.For
		switch {
		case several && after == "":
			where = before
		case several:
			where = "~ ^" + regexp.QuoteMeta(before) + ".*" + regexp.QuoteMeta(after) + "$"
		}
		fmt.Fprintf(&b, "\nlocation %s {\n", where)
		if t := TypeOf(r.For); t == atomType {
			t, _, _ := strings.Cut(t, ";")
			fmt.Fprintf(&b, "\ttypes { }\n\tdefault_type %s;\n", t)
		}
		add("\t", Everywhere) // since a location with headers of its own has none of those around it
		add("\t", r.Headers)
		b.WriteString("}\n")
	}
	for _, r := range redirects {
		for _, from := range r.Forms() {
			quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(from)
			fmt.Fprintf(&b, "\nlocation = \"%s\" {\n\treturn 301 \"%s\";\n}\n", quoted, escaped(r.To))
		}
	}
	return b.String()
}

// Caddy returns a file to be imported in the site block of a Caddyfile (Caddy 2.6 or later) whose root is the published
// folder.
func Caddy(redirects []Redirect) string {
	var b strings.Builder
	b.WriteString(
		"# Made by psi. Import it in the block of the site, whose root is the folder that psi build has written:\n" +
			"#   www.example.org {\n#     root * /srv/psi/public\n#     import /srv/psi/caddy.conf\n#   }\n" +
			"# Old addresses stand in it, so make it anew with each build, and have Caddy read it: caddy reload\n",
	)
	set := func(matcher string, headers []Header) {
		fmt.Fprintf(&b, "header %s{\n", matcher)
		for _, h := range headers {
			fmt.Fprintf(&b, "\t%s %s\n", h.Name, backquoted(h.Value))
		}
		b.WriteString("}\n")
	}
	set("", Everywhere)
	byType, _ := extensions()
	for i, t := range slices.Sorted(maps.Keys(byType)) {
		fmt.Fprintf(&b, "@type%d path *.%s\n", i, strings.Join(byType[t], " *."))
		set(fmt.Sprintf("@type%d ", i), []Header{{"Content-Type", TypeOf("x." + byType[t][0])}})
	}
	own := map[string]bool{"Content-Type": true} // headers that a page of an error has not
	for i, r := range Rules[1:] {
		before, after, _ := strings.Cut(r.For, "*")
		pattern := "^" + regexp.QuoteMeta(before) + ".*" + regexp.QuoteMeta(after) + "$"
		if !strings.Contains(r.For, "*") {
			pattern = "^" + regexp.QuoteMeta(r.For) + "$"
		}
		fmt.Fprintf(&b, "@rule%d path_regexp %s\n", i, backquoted(pattern))
		set(fmt.Sprintf("@rule%d ", i), r.Headers)
		for _, h := range r.Headers {
			own[h.Name] = true
		}
	}
	for i, r := range redirects {
		pattern := "^" + regexp.QuoteMeta(r.From)
		if len(r.Forms()) > 1 {
			pattern += "?"
		}
		// Caddy's plain paths know no upper and lower case.
		fmt.Fprintf(&b, "@moved%d path_regexp %s\nredir @moved%d %s 301\n", i, backquoted(pattern+"$"), i,
			backquoted(escaped(r.To)))
	}
	b.WriteString("@writes not method GET HEAD\nrespond @writes 405\n")
	var shrinks []string
	for _, t := range slices.Concat(slices.Sorted(maps.Keys(byType)), []string{"application/atom+xml"}) {
		if Shrinks(t) {
			shrinks = append(shrinks, "\t\theader Content-Type "+t+"*\n")
		}
	}
	encode := fmt.Sprintf(
		"encode gzip {\n\tminimum_length %d\n\tmatch {\n%s\t}\n}\n",
		Smallest,
		strings.Join(shrinks, ""),
	)
	b.WriteString(encode + "file_server {\n\tprecompressed br gzip\n}\n")
	b.WriteString(
		"handle_errors {\n\t@missing expression `{err.status_code} == 404`\n\thandle @missing {\n" +
			"\t\trewrite * /404.html\n",
	)
	for _, name := range slices.Sorted(maps.Keys(own)) {
		if name != "Content-Type" {
			fmt.Fprintf(&b, "\t\theader -%s\n", name)
		}
	}
	fmt.Fprintf(&b, "\t\theader Content-Type %q\n%s\t\tfile_server\n\t}\n}\n", TypeOf("404.html"),
		strings.ReplaceAll("\t\t"+strings.TrimSuffix(encode, "\n"), "\n", "\n\t\t")+"\n")
	return b.String()
}

// backquoted writes a text as one of Caddy's, in which nothing means anything but a backquote.
func backquoted(s string) string { return "`" + strings.ReplaceAll(s, "`", "%60") + "`" }
