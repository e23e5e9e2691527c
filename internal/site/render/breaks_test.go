package render

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func broken(in string) string {
	var out bytes.Buffer
	writeBreaks(&out, []byte(in))
	return strings.ReplaceAll(out.String(), softHyphen, "|")
}

func TestBreaks(t *testing.T) {
	for in, want := range map[string]string{
		"<p>Samhällsutmaningar, och mer.</p>": "<p>Samhälls|utmaningar, och mer.</p>",
		`<a href="/samhallssamtal/" title="Samhällssamtalen">Samhällssamtalen</a>`: `<a href="/samhallssamtal/" ` +
			`title="Samhällssamtalen">Samhälls|samtalen</a>`,
		"(lotta.karlsson-andersson@s-activa.se)": `<span class="whole">(lotta<wbr>.karlsson-andersson@<wbr>s-activa` +
			`<wbr>.se)</span>`,
		"https://www.so-in.se/kalender/psi.ics": "https://www<wbr>.so-in<wbr>.se<wbr>/kalender<wbr>/psi<wbr>.ics",
		"mockelnforeningarna.se, och":           "mockelnforeningarna<wbr>.se, och",
		"t.ex. bl.a. 13.30 kl. 9.":              "t.ex. bl.a. 13.30 kl.\u00a09.",
		"kl. 13.00–16.00, år 2021–2026": "" +
			"kl.\u00a0" + `<span class="whole">13.00–16.00,</span> år <span class="whole">2021–2026</span>`,
		"<code>utvecklingsstrategier</code>":            "<code>utvecklingsstrategier</code>",
		"<code>www.so-in.se</code> utvecklingsstrategi": "<code>www<wbr>.so-in<wbr>.se</code> utvecklings|strategi",
		"<code>content/om/vision.md</code> om/vision":   "<code>content<wbr>/om<wbr>/vision<wbr>.md</code> om/vision",
		"<code>amount: 50 000</code> 50 000":            "<code>amount: 50 000</code> 50\u00a0000",
		"<pre tabindex=\"0\"><code>50 000 a@b.se\n</code></pre>50 000": "<pre tabindex=\"0\"><code>50 000 a@b.se\n" +
			"</code></pre>50\u00a0000",
		"<svg><path d='utvecklingsstrategi'/></svg>": "<svg><path d='utvecklingsstrategi'/></svg>",
		"<script>utvecklingsstrategi</script>b":      "<script>utvecklingsstrategi</script>b",
		"studie-utvecklingsstrategi":                 "studie-utvecklings|strategi",
		"a < b och utvecklingsstrategi":              "a < b och utvecklingsstrategi", // no HTML of ours
		"":                                           "",
		"från 20 000–50 000 kronor, 1,6 miljoner, 12 personer, år 2027 100 st": "" +
			"från 20\u00a0<span class=\"whole\">000–50</span>" +
			"\u00a0000\u00a0kronor, 1,6\u00a0miljoner, 12 personer, år 2027 100 st",
	} {
		if got := broken(in); got != want {
			t.Errorf("%s became\n%s, want\n%s", in, got, want)
		}
	}
}

// FuzzBreaks checks with an HTML parser that nothing but places to break comes in.
func FuzzBreaks(f *testing.F) {
	f.Add("<p>Samhällsutmaningar <b>a@b.se</b> 13–14 https://www.so-in.se/a/b.ics</p>")
	f.Add("<svg><text>a.b.se</text></svg><code>a <pre>b</pre></code>")
	plain := strings.NewReplacer(softHyphen, "", noBreakSpace, " ")
	spans := regexp.MustCompile(`<wbr/?>|<span class="whole">|</span>`)
	text := func(in string) string {
		var out strings.Builder
		for tokens := html.NewTokenizer(strings.NewReader(in)); ; {
			if tokens.Next() == html.ErrorToken {
				return spans.ReplaceAllString(plain.Replace(out.String()), "")
			}
			out.Write(tokens.Raw())
		}
	}
	f.Fuzz(func(t *testing.T, in string) {
		if strings.Contains(in, softHyphen) || spans.MatchString(in) {
			return
		}
		var out bytes.Buffer
		writeBreaks(&out, []byte(in))
		if got := text(out.String()); got != text(in) {
			t.Errorf("%q became %q", in, out.String())
		}
	})
}
