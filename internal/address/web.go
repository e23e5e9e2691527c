package address

import (
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"so-in.se/psi/internal/lazyregexp"
)

// wrappers are the services that put their own address around another's: they look at, or count, who follows it. The
// parameter holds the address within; it is empty when only they know it.
var wrappers = []struct{ host, path, parameter string }{
	{".safelinks.protection.outlook.com", "/", "url"},
	{"statics.teams.cdn.office.net", "/evergreen-assets/safelinks/", "url"},
	{"urldefense.proofpoint.com", "/v1/", "u"},
	{"linkprotect.cudasvc.com", "/url", "a"},
	{"www.google.com", "/url", "q"},
	{"www.google.com", "/url", "url"},
	{"www.google.se", "/url", "q"},
	{"www.google.se", "/url", "url"},
	{"l.facebook.com", "/l.php", "u"},
	{"lm.facebook.com", "/l.php", "u"},
	{"l.instagram.com", "/", "u"},
	{"www.youtube.com", "/redirect", "q"},
	{"www.linkedin.com", "/safety/go", "url"},
	{"www.linkedin.com", "/redir/redirect", "url"},
	{"slack-redir.net", "/link", "url"},
	{"urldefense.proofpoint.com", "/", ""},
	{"urldefense.com", "/", ""},
	{".mimecastprotect.com", "/s/", ""},
	{"clicktime.symantec.com", "/", ""},
}

// Unwrapped reports whether an address is that of such a service around another's, and returns the one within, empty
// when it can't be known.
func Unwrapped(u *url.URL) (within string, wrapped bool) {
	host := hostOf(u)
	for _, w := range wrappers {
		if !is(host, w.host) || !strings.HasPrefix(u.Path+"/", w.path) {
			continue
		}
		switch {
		case w.parameter != "":
			within = u.Query().Get(w.parameter)
			if within == "" {
				continue // another page of theirs
			}
		case strings.HasPrefix(u.Path, "/v2/"):
			within, _ = url.PathUnescape(strings.NewReplacer("-", "%", "_", "/").Replace(u.Query().Get("u")))
		case strings.HasPrefix(u.Path, "/v3/"):
			within = proofpoint3(u)
		}
		if inner, err := url.Parse(within); err != nil || !IsHost(inner.Hostname()) {
			within = ""
		}
		return within, true
	}
	return "", false
}

var wrapped3 = lazyregexp.New(`/v3/__(https?):/+(.+?)__;`)

// proofpoint3 unwraps https://urldefense.com/v3/__https://exempel.se/__;!!…$. A star stands for a character that is
// told elsewhere in it; such an address can't be known by looking at it.
func proofpoint3(u *url.URL) string {
	m := wrapped3().FindStringSubmatch(u.String())
	if m == nil || strings.Contains(m[2], "*") {
		return ""
	}
	return m[1] + "://" + m[2]
}

// Untracked returns an address without the parameters that tell where its visitors come from. It reports whether there
// were any.
func Untracked(u *url.URL) (clean string, tracked bool) {
	var kept []string
	for pair := range strings.SplitSeq(u.RawQuery, "&") {
		name, _, _ := strings.Cut(pair, "=")
		name = strings.ToLower(name)
		if strings.HasPrefix(name, "utm_") || slices.Contains([]string{
			"fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "igsh", "_hsenc", "_hsmi", "mkt_tok",
		}, name) {
			tracked = true
			continue
		}
		kept = append(kept, pair)
	}
	if !tracked {
		return "", false
	}
	bare := *u
	bare.RawQuery = strings.Join(kept, "&")
	return bare.String(), true
}

// preview matches hosts that show a site that is not published: those of Netlify's previews and branches.
var preview = lazyregexp.New(`^[^.]+--[^.]+\.netlify\.(?:app|com)$`)

// workplaces are where editors and programmers work: nobody else can see what they see there.
var workplaces = []string{
	"app.netlify.com", ".github.dev", "github.dev", "vscode.dev", ".gitpod.io", "prose.io", "mail.google.com",
	"outlook.office.com", "outlook.office365.com", "outlook.live.com",
}

// privateDomains end the names that mean something only on one network.
var privateDomains = []string{".localhost", ".local", ".lan", ".internal", ".intranet", ".home.arpa", ".corp", ".test"}

// IsPrivate reports whether what is at an address can be seen only from one machine or network, by those who work with
// a site before it is published, or by one person.
func IsPrivate(u *url.URL) bool {
	host := hostOf(u)
	if ip, err := netip.ParseAddr(host); err == nil {
		return !ip.IsGlobalUnicast() || ip.IsPrivate() || netip.MustParsePrefix("100.64.0.0/10").Contains(ip)
	}
	ends := func(domain string) bool { return strings.HasSuffix(host, domain) }
	return !strings.Contains(host, ".") || slices.ContainsFunc(privateDomains, ends) || preview().MatchString(host) ||
		slices.ContainsFunc(workplaces, func(w string) bool { return is(host, w) })
}

// IsShared reports whether an address is that of a file in somebody's storage, which others can see only if they have
// been let in.
func IsShared(u *url.URL) bool {
	host := hostOf(u)
	switch {
	case is(host, ".sharepoint.com"), is(host, "1drv.ms"), is(host, "onedrive.live.com"),
		is(host, "drive.google.com"), is(host, "teams.microsoft.com") && strings.HasPrefix(u.Path, "/l/"):
		return !strings.HasPrefix(u.Path, "/l/meetup-join")
	case is(host, "docs.google.com"):
		return strings.Contains(u.Path, "/edit")
	}
	return false
}

func hostOf(u *url.URL) string { return strings.ToLower(u.Hostname()) }

// is reports whether a host is the one given, or one below it if that begins with a full stop.
func is(host, given string) bool {
	return host == given || given[0] == '.' && strings.HasSuffix(host, given)
}
