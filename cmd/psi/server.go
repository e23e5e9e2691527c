package main

import (
	"errors"
	"fmt"
	"io"

	"so-in.se/psi/internal/hosting"
	"so-in.se/psi/internal/problem"
)

// server is the command psi server.
type server struct {
	Program string `arg:"" enum:"nginx,caddy" help:"The web server: nginx or caddy."`
	Site    string `arg:"" help:"The folder that psi build has written, whose old addresses are to lead on."`
}

// Run prints a file for the configuration of a web server. The same site gives the same bytes.
func (s *server) Run(cli *commands, w world) error {
	built, err := openRecord(cli.Dir, s.Site)
	if errors.Is(err, errNoRecord) {
		return &obstacle{
			fmt.Sprintf("I %s finns ingen byggd webbplats.", problem.OneLine(s.Site)), "Bygg den först, med psi build.",
		}
	}
	if err != nil {
		return err
	}
	var redirects []hosting.Redirect
	for _, p := range built.Pages {
		if p.MovedTo != "" {
			redirects = append(redirects, hosting.Redirect{From: p.Address, To: p.MovedTo})
		}
	}
	text := hosting.Nginx(redirects)
	if s.Program == "caddy" {
		text = hosting.Caddy(redirects)
	}
	_, err = io.WriteString(w.stdout, text)
	return err
}
