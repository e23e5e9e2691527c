package visitor_test

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	cdpruntime "github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"so-in.se/psi/internal/psitest"
)

func TestMain(m *testing.M) { psitest.Main(m) }

// tab is a tab in which one site is visited. Errors in the console and requests to other sites fail the test.
type tab struct {
	*testing.T
	ctx  context.Context
	site *visited

	width int64    // of the window, once it has been set
	media []string // what prefer was last given

	mu   sync.Mutex
	said []string // what went wrong since it was last asked
}

// newTab opens a tab.
func newTab(t *testing.T, v *visited) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(psitest.Browser(t))
	b := &tab{T: t, ctx: ctx, site: v}
	t.Cleanup(func() {
		cancel()
		b.quiet("afterwards")
	})
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		t.Fatal(err)
	}
	command(
		b, page.AddScriptToEvaluateOnNewDocument,
		page.AddScriptToEvaluateOnNewDocumentParams{Source: fmt.Sprintf(clock, v.now.UnixMilli())},
	)
	return b
}

// clock sets a page's clock to the time of the site.
const clock = `{
	const Real = Date, ahead = %d - Real.now();
	Date = class extends Real {
		constructor(...at) { super(...(at.length ? at : [Real.now() + ahead])); }
		static now() { return Real.now() + ahead; }
	};
}`

// command sends the browser one command of its protocol.
func command[P, R any](b *tab, cmd cdp.Command[P, R], params P) {
	b.Helper()
	b.call(string(cmd.Method), chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, cmd, params)
		return err
	}))
}

// hear notes what goes wrong in a page.
func (b *tab) hear(event any) {
	said := ""
	switch e := event.(type) {
	case *cdpruntime.EventExceptionThrown:
		said = "exception: " + e.ExceptionDetails.Text
	case *cdpruntime.EventConsoleAPICalled:
		said = fmt.Sprintf("console.%s", e.Type)
	case *log.EventEntryAdded:
		if e.Entry.Level != log.EntryLevelVerbose && !strings.HasSuffix(e.Entry.URL, notThere) {
			said = fmt.Sprintf("%s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		if url := e.Request.URL; !strings.HasPrefix(url, b.site.address+"/") &&
			(b.site.also == "" || !strings.HasPrefix(url, b.site.also+"/")) &&
			!strings.HasPrefix(url, "data:") && url != "about:blank" {
			said = "a request to " + url
		}
	}
	if said != "" {
		b.mu.Lock()
		b.said = append(b.said, said)
		b.mu.Unlock()
	}
}

// notThere is an address at which there is nothing.
const notThere = "/det-har-finns-inte/"

// quiet fails if anything went wrong in the page.
func (b *tab) quiet(address string) {
	b.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, said := range b.said {
		b.Errorf("%s, %s: %s", b.site.name, address, said)
	}
	b.said = nil
}

func (b *tab) call(what string, action chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.ctx, action); err != nil {
		b.Fatalf("%s: %v", what, err)
	}
}

// open goes to an address of the site.
func (b *tab) open(address string) {
	b.Helper()
	b.call(address, chromedp.Navigate(b.site.address+address))
}

// resize sets the width of the window in CSS pixels and the visitor's preferences, name and value in turn.
func (b *tab) resize(width int64, preferences ...string) {
	b.Helper()
	if b.width != width { // else the page would be laid out anew for nothing
		b.call("viewport", chromedp.EmulateViewport(width, 900))
		b.width = width
	}
	b.prefer("", preferences...)
}

// prefer sets the medium and the visitor's preferences.
func (b *tab) prefer(medium string, preferences ...string) {
	b.Helper()
	media := append([]string{medium}, preferences...)
	if slices.Equal(b.media, media) {
		return
	}
	b.media = media
	params := emulation.SetEmulatedMediaParams{Media: medium}
	for i := 0; i < len(preferences); i += 2 {
		params.Features = append(
			params.Features, &emulation.MediaFeature{Name: preferences[i], Value: preferences[i+1]},
		)
	}
	command(b, emulation.SetEmulatedMedia, params)
}

// js returns the value of an expression, or of the promise that it gives.
func js[T any](b *tab, expression string) T {
	b.Helper()
	value, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatalf("%s: %v", expression[:min(len(expression), 200)], err)
	}
	return value
}

// everywhere visits pages in several tabs at once. What is to be done in each tab before, if anything, is done by
// prepare.
func everywhere(t *testing.T, v *visited, pages []string, prepare func(b *tab), visit func(b *tab, address string)) {
	t.Helper()
	next := make(chan string, len(pages))
	for _, address := range pages {
		next <- address
	}
	close(next)
	var all sync.WaitGroup
	for range max(2, runtime.GOMAXPROCS(0)) {
		b := newTab(t, v)
		if prepare != nil {
			prepare(b)
		}
		all.Go(func() {
			for address := range next {
				visit(b, address)
				b.quiet(address)
			}
		})
	}
	all.Wait()
}
