package psitest

import (
	"context"
	"os"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// chromium is the browser that all tests of a package share: starting one takes longer than most of what it is asked.
var chromium struct {
	once sync.Once
	ctx  context.Context
	err  error
	end  func()
}

// Browser returns the context of a running Chromium, in which chromedp opens tabs. It can reach nothing but this
// machine. A package that asks for it has [Main] as its TestMain.
func Browser(tb testing.TB) context.Context {
	tb.Helper()
	// The shell shows pages as the whole browser does, in half the time, since it has no windows of its own.
	path := Program(tb, "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
	chromium.once.Do(func() {
		opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.DisableGPU,
			chromedp.Flag("disable-component-update", true),
			chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"))
		if os.Geteuid() == 0 {
			opts = append(opts, chromedp.NoSandbox)
		}
		all, cancel := chromedp.NewExecAllocator(context.Background(), opts...)
		chromium.ctx, _ = chromedp.NewContext(all) // ends with the allocator
		chromium.err = chromedp.Do(chromium.ctx)   // starts it
		chromium.end = cancel                      // waits until it has ended
	})
	if chromium.err != nil {
		tb.Fatal(chromium.err)
	}
	return chromium.ctx
}

// Main runs the tests of a package and ends the browser that they have shared, as TestMain.
func Main(m *testing.M) {
	code := m.Run()
	if chromium.end != nil {
		chromium.end()
	}
	os.Exit(code)
}
