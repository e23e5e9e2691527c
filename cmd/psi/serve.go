package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"syscall"
	"time"

	"so-in.se/psi/internal/preview"
)

// serve is the command psi serve.
type serve struct {
	Port int    `default:"4000" help:"Answer on this port, or the next free one."`
	Host string `default:"127.0.0.1" help:"Answer at this address; 0.0.0.0 lets in everybody on the network."`
	siteFlags
}

// Run serves the site until it is interrupted.
func (c *serve) Run(cli *commands, w world) error {
	now, err := c.clock(w)
	if err != nil {
		return err
	}
	opt := preview.Options{
		Drafts: c.Drafts, Now: now, Still: c.Now != "", Host: c.Host, Out: w.stdout,
		Content: within(cli.Dir, c.Content),
	}
	if opt.BaseURL, err = c.address(w); err != nil {
		return err
	}
	if opt.Previous, err = c.previous(cli, w); err != nil {
		return err
	}
	if c.Port < 0 || c.Port > 65535 {
		return usageError{fmt.Sprintf("--port wants a number from 0 to 65535, not %d", c.Port)}
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	s, err := preview.New(cli.Dir, opt)
	if err != nil {
		return err
	}
	defer s.Close()
	l, err := preview.Listen(c.Host, c.Port)
	if err != nil {
		return err
	}
	printServing(w.stdout, l)
	return s.Serve(ctx, l)
}

// clock returns the time of the site: that of --now, which stands still, else the clock's.
func (c *serve) clock(w world) (func() time.Time, error) {
	if c.Now == "" {
		return w.now, nil
	}
	now, err := c.time(w)
	return func() time.Time { return now }, err
}

// printServing says where the site is.
func printServing(w io.Writer, l net.Listener) {
	fmt.Fprintf(w, "Webbplatsen visas på %s och följer det du sparar. Avsluta med Ctrl-C.\n", preview.Address(l))
}
