package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/links"
	"so-in.se/psi/internal/problem"
)

const (
	// memory is the file, in the folder that psi works in, of what the web has answered.
	memory = ".psi/links.json"
	// answerTime bounds one question to the web, and linkPause the haste with which a host is asked the next one.
	answerTime = 20 * time.Second
	linkPause  = time.Second
)

// outerLinks asks the web of the links to other sites, and returns remarks on those that lead nowhere or elsewhere.
func outerLinks(dir string, c *content.Content, w world) (problem.List, error) {
	var addresses []string
	for e := range c.Entries() {
		for _, l := range e.WebLinks() {
			addresses = append(addresses, withoutFragment(l.URL))
		}
	}
	file := filepath.Join(dir, memory)
	known := map[string]links.Answer{}
	if data, err := os.ReadFile(file); err == nil {
		_ = json.Unmarshal(data, &known) // what can't be read is asked again
	}
	checker := links.Checker{
		Client:    &http.Client{Transport: w.transport, Timeout: answerTime},
		UserAgent: fmt.Sprintf("psi (%s)", c.Settings.Address), Pause: linkPause, Now: w.now, Sleep: time.Sleep,
	}
	answers := checker.Check(context.Background(), addresses, known)
	var remarks problem.List
	for e := range c.Entries() {
		for _, l := range e.WebLinks() {
			if a, ok := answers[withoutFragment(l.URL)]; ok {
				if p, told := linkRemark(l.URL, a); told {
					p.File, p.Line, p.Column = e.File, l.Line, l.Column
					remarks.Add(p)
				}
			}
		}
	}
	data, err := json.MarshalIndent(answers, "", "  ")
	if err == nil {
		err = os.MkdirAll(filepath.Dir(file), 0o777)
	}
	if err == nil {
		err = os.WriteFile(file, append(data, '\n'), 0o666)
	}
	return c.Unaccepted(remarks), err
}

func withoutFragment(address string) string {
	address, _, _ = strings.Cut(address, "#")
	return address
}

// linkRemark returns what there is to say of an answer, without its place.
func linkRemark(address string, a links.Answer) (p problem.Problem, told bool) {
	p = problem.Problem{
		Kind: problem.DeadLink, Hint: "Pröva länken i webbläsaren. Leder den ingenstans, så byt eller ta bort den.",
	}
	switch {
	case !a.Dead() && a.Moved == "":
		return p, false
	case !a.Dead():
		p.Kind = problem.MovedLink
		p.Message = fmt.Sprintf("Sidan %s har flyttat.", address)
		p.Hint = "Skriv " + a.Moved
	case a.Status == 0:
		p.Message = fmt.Sprintf("Ingen server svarar på %s", address) + "."
	case a.Missing:
		p.Message = fmt.Sprintf("Servern visar att sidan %s inte finns.", address)
	case a.Status == http.StatusNotFound || a.Status == http.StatusGone:
		p.Message = fmt.Sprintf("Servern svarar att sidan %s inte finns (%d).", address, a.Status)
	default:
		p.Message = fmt.Sprintf("Servern svarar att något är fel med %s (%d).", address, a.Status)
	}
	return p, true
}
