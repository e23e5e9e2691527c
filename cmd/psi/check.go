package main

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path"
	"path/filepath"

	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/site"
)

// check is the command psi check.
type check struct {
	Format       string `default:"text" enum:"text,github,json" help:"How to print: text for people, github for annotations on a pull request, json for tools."`
	ChangedSince string `name:"changed-since" placeholder:"REF" help:"With --format=github: tell first of the files that differ from this commit, branch or tag of git. GitHub shows ten problems of a step."`
	Links        bool   `help:"Ask the web too whether links to other sites lead somewhere. What it answers is remembered in .psi/links.json."`
	siteFlags
}

// Run reads the content and prints its faults and remarks.
func (c *check) Run(cli *commands, w world) error {
	if c.ChangedSince != "" && c.Format != "github" {
		return usageError{"--changed-since goes with --format=github"}
	}
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
		err = c.gitHub(cli, w, problems)
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

// gitHub prints the problems as annotations, and writes them all to the page that GitHub shows of a step.
func (c *check) gitHub(cli *commands, w world, problems problem.List) error {
	var changed map[string]bool
	if c.ChangedSince != "" {
		var err error
		folder := filepath.Join(within(cli.Dir, cmp.Or(c.Content, ".")), "content")
		if changed, err = changedSince(folder, c.ChangedSince); err != nil {
			return err
		}
	}
	if err := problems.GitHub(w.stdout, "content/", changed); err != nil {
		return err
	}
	name := w.getenv("GITHUB_STEP_SUMMARY")
	if name == "" {
		return nil
	}
	file, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	err = problems.Markdown(file, "content/", func(file string, line int) string {
		repository := w.getenv("GITHUB_REPOSITORY")
		if repository == "" {
			return ""
		}
		u := url.URL{Path: path.Join(repository, "blob", w.getenv("GITHUB_SHA"), file), Fragment: fmt.Sprint("L", line)}
		return w.getenv("GITHUB_SERVER_URL") + "/" + u.String()
	})
	return cmp.Or(err, file.Close())
}
