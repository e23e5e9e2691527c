package main

import (
	"errors"

	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/site"
)

// check is the command psi check.
type check struct {
	Format string `default:"text" enum:"text,github,json" help:"How to print: text for people, github for annotations on a pull request, json for tools."`
	Links  bool   `help:"Ask the web too whether links to other sites lead somewhere. What it answers is remembered in .psi/links.json."`
	siteFlags
}

// Run reads the content and prints its faults and remarks.
func (c *check) Run(cli *commands, w world) error {
	now, err := c.time(w)
	if err != nil {
		return err
	}
	src, err := openSources(cli.Dir, c.Content)
	if err != nil {
		return err
	}
	previous, err := c.previous(cli, w)
	if err != nil {
		return err
	}
	s, err := site.Build(src, site.Options{Now: now, Drafts: c.Drafts, Previous: previous})
	problems, faulty := errors.AsType[problem.List](err)
	if err != nil && !faulty {
		return err
	}
	if !faulty {
		problems = s.Content.Remarks
	}
	if !faulty && c.Links {
		remarks, err := outerLinks(cli.Dir, s.Content, w)
		if err != nil {
			return err
		}
		problems = append(problems, remarks...)
	}
	switch c.Format {
	case "github":
		err = problems.GitHub(w.stdout, "content/")
	case "json":
		err = problems.JSON(w.stdout, "content/")
	default:
		if len(problems) > 0 {
			err = problems.Text(w.stdout, sourceOf(src))
		} else {
			printFaultless(w.stdout, s)
		}
	}
	if err == nil && faulty {
		err = failure{}
	}
	return err
}
