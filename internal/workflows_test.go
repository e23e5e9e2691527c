package internal_test

import (
	"flag"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rhysd/actionlint"

	"so-in.se/psi/internal/psitest"
)

var update = flag.Bool("update", false, "rewrite the expected texts")

// workflows returns the workflows of .github by their names.
func workflows(t *testing.T) map[string]*actionlint.Workflow {
	t.Helper()
	names, err := filepath.Glob("../.github/workflows/*.yml")
	if err != nil || len(names) < 3 {
		t.Fatalf("%q, %v", names, err)
	}
	found := map[string]*actionlint.Workflow{}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		w, faults := actionlint.Parse(text)
		if len(faults) > 0 {
			t.Fatalf("%s: %v", name, faults)
		}
		found[strings.TrimSuffix(filepath.Base(name), ".yml")] = w
	}
	return found
}

// TestWorkflows has actionlint judge the workflows. Beyond that, each action is named by a whole commit with its
// version beside it, nothing is permitted that is not asked for, and no job goes on for ever.
func TestWorkflows(t *testing.T) {
	linter, err := actionlint.NewLinter(io.Discard, new(actionlint.LinterOptions))
	if err != nil {
		t.Fatal(err)
	}
	pinned := regexp.MustCompile(`^ *- uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$`)
	for name, w := range workflows(t) {
		file := "../.github/workflows/" + name + ".yml"
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		faults, err := linter.Lint(file, text, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range faults {
			t.Errorf("%s:%d:%d: %s", file, f.Line, f.Column, f.Message)
		}
		if w.Permissions == nil || w.Concurrency == nil {
			t.Errorf("%s says nothing of permissions or concurrency", file)
		}
		for id, job := range w.Jobs {
			if job.TimeoutMinutes == nil {
				t.Errorf("%s: the job %s may go on for hours", file, id)
			}
		}
		for line := range strings.Lines(string(text)) {
			line = strings.Replace(strings.TrimRight(line, "\n"), "        uses:", "      - uses:", 1)
			if strings.Contains(line, "uses:") && !pinned.MatchString(line) {
				t.Errorf("%s: %s: an action wants a whole commit and its version", file, strings.TrimSpace(line))
			}
		}
	}
}

// proposal runs the two jobs for a pull request of what is checked out.
func (r *runner) proposal(w *actionlint.Workflow, base string) {
	r.t.Helper()
	r.git("worktree", "prune")
	if err := os.RemoveAll(filepath.Join(r.dir, ".psi")); err != nil {
		r.t.Fatal(err)
	}
	r.git("worktree", "prune")
	head := r.git("rev-parse", "HEAD")
	r.git("switch", "-q", "--detach", base)
	r.git("merge", "-q", "--no-ff", "--no-edit", head) // which GitHub checks out
	defer r.git("switch", "-q", "-")
	r.expressions["github.event.number"] = "7"
	r.expressions["vars.NETLIFY_SITE && format('https://deploy-preview-{0}--{1}.netlify.app', github.event.number, "+
		"vars.NETLIFY_SITE) || ''"] = "https://deploy-preview-7--psi.netlify.app"
	r.expressions["github.server_url"] = "https://github.com"
	r.expressions["github.repository"], r.expressions["github.run_id"] = "psi/webb", "1"
	r.summary.Reset()
	r.job(w.Jobs["kontroll"])
	failed := r.failed
	r.expressions["needs.kontroll.outputs.text"] = r.expressions["steps.berattelse.outputs.text"]
	r.job(w.Jobs["kommentar"])
	if r.failed {
		r.t.Errorf("the comment fails:\n%s", &r.log)
	}
	r.failed = failed
}

// TestProposal plays a pull request of three changes and two mistakes, then one without the mistakes.
func TestProposal(t *testing.T) {
	w := workflows(t)["innehall"]
	psitest.Browser(t)
	r := newRunner(t)
	for name, text := range map[string]string{
		"site.yaml": "name: Nätverket\naddress: https://www.so-in.se\nemail: info@exempel.se\n",
		"index.md":  "---\ntitle: Välkommen\n---\n\nHär börjar det.\n",
		"om.md":     "---\ntitle: Om oss\n---\n\nVi är många.\n",
		"aktiviteter/hostmote.md": "---\ntitle: Höstmöte\nkind: stormöte\nstart: 2097-05-10 13:00\n" +
			"end: 2097-05-10 16:00\nplace: Kumla\n---\n",
	} {
		r.edit("content/"+name, "", text)
	}
	r.git("init", "-q", "-b", "main")
	r.git("add", ".")
	r.git("commit", "-q", "-m", "Webbplatsen")
	base := r.git("rev-parse", "HEAD")
	r.git("switch", "-q", "-c", "forslag")
	r.edit("content/om.md", "Vi är många.", "Vi är ännu fler.")
	r.edit("content/vision.md", "", "---\ntitle: Vision\nthemes: [framtid]\n---\n\nVi ser framåt.\n")
	r.edit("content/aktiviteter/hostmote.md", "2097-05-10 16:00", "2097-05-10 25:00")
	r.git("add", ".")
	r.git("commit", "-q", "-m", "Ett förslag")

	r.proposal(w, base)
	if !r.failed || !strings.Contains(r.log.String(), "::error file=content/vision.md,line=3") {
		t.Errorf("the mistakes are not told:\n%s", &r.log)
	}
	golden(t, "proposal_faulty.md", r.summary.String())
	calls := r.calls()
	want := "gh pr comment 7 --repo psi/webb --edit-last --create-if-none --body-file -\n" + r.summary.String()
	if d := cmp.Diff(want, calls); d != "" {
		t.Error(d)
	}

	r.edit("content/vision.md", "themes: [framtid]\n", "")
	r.edit("content/aktiviteter/hostmote.md", "13:00\nend: 2097-05-10 25:00", "14:00\nend: 2097-05-10 17:00")
	r.git("commit", "-q", "-a", "-m", "Rättat")
	r.log.Reset()
	r.proposal(w, base)
	if r.failed {
		t.Errorf("the proposal is not accepted:\n%s", &r.log)
	}
	golden(t, "proposal.md", r.summary.String())
	sizes := map[string]int{}
	for _, name := range []string{"01-fore", "01-efter", "02-fore", "02-efter", "03-efter"} {
		file, err := os.Open(filepath.Join(r.dir, ".psi/bilder", name+".png"))
		if err != nil {
			t.Error(err)
			continue
		}
		picture, err := png.Decode(file)
		if err != nil || picture.Bounds().Dx() < 1000 || picture.Bounds().Dy() < 700 {
			t.Errorf("%s: %v", name, err)
		}
		sizes[name] = picture.Bounds().Dy()
		file.Close()
	}
	index, err := os.ReadFile(filepath.Join(r.dir, ".psi/bilder/index.html"))
	if err != nil || strings.Count(string(index), "<img") != len(sizes) ||
		strings.Count(string(index), "Sidan finns inte.") != 1 {
		t.Errorf("%s, %v", index, err)
	}

	// A proposal that differs in nothing has nothing to tell but that.
	r.git("switch", "-q", "-c", "inget", base)
	r.git("commit", "-q", "--allow-empty", "-m", "Ingenting")
	r.proposal(w, base)
	golden(t, "proposal_nothing.md", r.summary.String())
	r.git("switch", "-q", "forslag")

	// One that mends what could not be built has nothing to be compared with.
	r.git("switch", "-q", "-c", "trasig", base)
	r.edit("content/om.md", "title: Om oss", "titel: Om oss")
	r.git("commit", "-q", "-a", "-m", "Trasig")
	broken := r.git("rev-parse", "HEAD")
	r.edit("content/om.md", "titel: Om oss", "title: Om oss")
	r.git("commit", "-q", "-a", "-m", "Lagad")
	r.proposal(w, broken)
	if r.failed || !strings.HasSuffix(r.summary.String(), "så det finns inget att jämföra med.\n") {
		t.Errorf("a proposal that mends the site: %s\n%s", &r.summary, &r.log)
	}
	r.git("switch", "-q", "forslag")

	// A token that may not write is no failure: the summary has it all.
	r.env = append(r.env, "GH_EXIT=1")
	r.log.Reset()
	r.proposal(w, base)
	if r.failed || !strings.Contains(r.log.String(), "::notice::Kommentaren fick inte skrivas") {
		t.Errorf("a token that may not write:\n%s", &r.log)
	}
}

// TestNight plays nights: of what is published and true, of what is not, and of links that lead nowhere.
func TestNight(t *testing.T) {
	w := workflows(t)["natt"]
	r := newRunner(t)
	for name, text := range map[string]string{
		"site.yaml": "name: Nätverket\naddress: https://www.so-in.se\nemail: info@exempel.se\n",
		"index.md":  "---\ntitle: Välkommen\n---\n\nHär börjar det.\n",
	} {
		r.edit("content/"+name, "", text)
	}
	published := func(next string) string {
		dir := t.TempDir()
		psitest.Write(t, dir, "psi.json", []byte(`{"version":1,"nextChange":"`+next+`"}`))
		return dir
	}
	for _, c := range []struct{ site, hook, said, asked string }{
		{published("2097-05-10T11:00:00Z"), "https://hook.example.org", "gäller fortfarande", ""},
		{published("2020-05-10T11:00:00Z"), "https://hook.example.org", "inte sedan 2020-05-10T13:00:00+02:00",
			"curl --silent"},
		{published("2020-05-10T11:00:00Z"), "", "::notice::Ingenting byggs om", ""},
		{"", "https://hook.example.org", "::notice::Ingenting byggs om", ""},
	} {
		r.expressions["vars.SITE"], r.expressions["secrets.NETLIFY_BUILD_HOOK"] = c.site, c.hook
		r.log.Reset()
		r.job(w.Jobs["bygg"])
		calls := r.calls()
		if r.failed || !strings.Contains(r.log.String(), c.said) || (c.asked == "") != (calls == "") ||
			!strings.HasPrefix(calls, c.asked) {
			t.Errorf("%+v: %s\n%s", c, &r.log, calls)
		}
	}
	r.expressions["vars.SITE"] = t.TempDir()
	if r.job(w.Jobs["bygg"]); !r.failed || r.calls() != "" {
		t.Errorf("nothing is published, and the night says:\n%s", &r.log)
	}

	links := func(issue string) string {
		r.env = append(r.env, "ISSUE="+issue)
		r.log.Reset()
		r.job(w.Jobs["lankar"])
		return r.calls()
	}
	const list = "gh issue list --label nattens-kontroll --state open --limit 1 --json number --jq .[].number\n"
	if got := links(""); got != list || r.failed {
		t.Errorf("nothing to tell, and no issue: %q\n%s", got, &r.log)
	}
	if got := links("12"); got != list+"gh issue close 12 --comment Inget att anmärka på längre.\n" {
		t.Errorf("nothing to tell, and an issue: %q\n%s", got, &r.log)
	}
	r.edit("content/site.yaml", "email:", "review_in: [{kind: sidor, months: 12}]\nemail:")
	r.edit("content/index.md", "börjar det.", "börjar [det](https://borta.invalid/sida).")
	if got := links("12"); got != list+"gh issue edit 12 --body-file .psi/natt.md\n" {
		t.Errorf("a dead link, and an issue: %q\n%s", got, &r.log)
	}
	text, err := os.ReadFile(filepath.Join(r.dir, ".psi/natt.md"))
	if !strings.Contains(string(text), "Ingen har granskat sidan än") {
		t.Errorf("what is due is not told:\n%s", text)
	}
	if err != nil || !strings.Contains(string(text), "Ingen server svarar på https://borta.invalid/sida") {
		t.Errorf("%s, %v", text, err)
	}
	if err := os.RemoveAll(filepath.Join(r.dir, ".psi")); err != nil {
		t.Fatal(err)
	}
	if got := links(""); !strings.HasPrefix(got, list+"gh label create nattens-kontroll ") ||
		!strings.Contains(got, "gh issue create --title Nattens kontroll: ") {
		t.Errorf("a dead link, and no issue: %q\n%s", got, &r.log)
	}
	r.edit("content/site.yaml", "", "")
	if err := os.RemoveAll(filepath.Join(r.dir, "templates")); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(r.dir, ".psi")); err != nil {
		t.Fatal(err)
	}
	if got := links("12"); got != list || !r.failed {
		t.Errorf("psi cannot even begin, and an issue: %q\n%s", got, &r.log)
	}
}

// TestNightOfCalendars plays nights on which the calendar of a part is gathered: something new, an editor's work in the
// proposal, something newer, nothing, and only a question.
func TestNightOfCalendars(t *testing.T) {
	w := workflows(t)["natt"]
	r := newRunner(t)
	r.expressions["github.event.repository.default_branch"] = "main"
	origin := t.TempDir()
	for name, text := range map[string]string{
		"site.yaml":    "name: Nätverket\naddress: https://www.so-in.se\nemail: info@exempel.se\n",
		"index.md":     "---\ntitle: Välkommen\n---\n",
		"parter/ab.md": "---\ntitle: AB\nsector: civilsamhälle\n---\n",
	} {
		r.edit("content/"+name, "", text)
	}
	r.git("init", "--quiet", "--initial-branch=main")
	r.git("init", "--quiet", "--bare", origin)
	r.git("remote", "add", "origin", origin)
	night := func(number string) string {
		t.Helper()
		r.env = append(r.env, "ISSUE="+number)
		r.log.Reset()
		if r.job(w.Jobs["kalendrar"]); r.failed {
			t.Errorf("the night failed:\n%s", &r.log)
		}
		return r.calls()
	}
	save := func(branch string) {
		r.git("switch", "--quiet", branch)
		r.git("add", ".")
		r.git("commit", "--quiet", "--message=x")
		r.git("push", "--quiet", "origin", branch)
	}
	calendar := func(events ...string) {
		r.edit("kalender.ics", "", "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//ab//x//SV\n"+strings.Join(events, "")+
			"END:VCALENDAR\n")
	}
	event := func(uid, day, title string) string {
		return "BEGIN:VEVENT\nUID:" + uid + "@ab.example\nDTSTAMP:20970101T000000Z\nDTSTART;VALUE=DATE:" + day +
			"\nSUMMARY:" + title + "\nLOCATION:Kumla\nEND:VEVENT\n"
	}
	r.git("add", ".")
	r.git("commit", "--quiet", "--message=x")
	r.git("push", "--quiet", "origin", "main")
	if got := night(""); got != "" || !strings.Contains(r.log.String(), "::notice::Inga kalendrar hämtas") {
		t.Errorf("no calendars, and: %q\n%s", got, &r.log)
	}
	calendar(event("a", "20970510", "Odlingsdag"))
	r.edit("content/site.yaml", "email:", "calendars: [{address: kalender.ics, part: ab}]\nemail:")
	save("main")
	const list = "gh pr list --head parternas-kalendrar --state open --limit 1 --json number --jq .[].number\n"
	if got := night(""); !strings.HasPrefix(got, list+"gh pr create --base main --head parternas-kalendrar ") {
		t.Errorf("something new: %q\n%s", got, &r.log)
	}
	file := "content/aktiviteter/2097-05-10-odlingsdag.md"
	if got := r.git("show", "--stat", "--format=", "origin/parternas-kalendrar"); !strings.Contains(got, file) {
		t.Fatalf("the proposal has not the draft: %s", got)
	}
	r.edit(file, "draft: true\n", "")
	save("parternas-kalendrar")
	r.git("switch", "--quiet", "main")
	calendar(event("a", "20970510", "Odlingsdag"), event("b", "20970610", "Syjunta"))
	save("main")
	r.git("switch", "--quiet", "--detach", "main")
	if got := night("7"); got != list+"gh pr edit 7 --body-file .psi/kalendrar.md\n" {
		t.Errorf("something newer: %q\n%s", got, &r.log)
	}
	r.git("fetch", "--quiet", "origin")
	if got := r.git("show", "origin/parternas-kalendrar:"+file); strings.Contains(got, "draft: true") {
		t.Errorf("what the editor has done is gone:\n%s", got)
	}
	r.git("switch", "--quiet", "--detach", "main")
	if got := night("7"); strings.Contains(got, "gh pr edit") || strings.Contains(got, "gh issue create") {
		t.Errorf("nothing new: %q\n%s", got, &r.log)
	}
	r.git("switch", "--quiet", "main")
	r.git("merge", "--quiet", "--no-edit", "origin/parternas-kalendrar")
	calendar(event("b", "20970610", "Syjunta"))
	save("main")
	if got := night(""); !strings.Contains(got, "gh issue create --title Parternas kalendrar: att avgöra ") {
		t.Errorf("something to decide: %q\n%s", got, &r.log)
	}
	if text, err := os.ReadFile(filepath.Join(r.dir, ".psi/kalendrar.md")); !strings.Contains(
		string(text),
		"Odlingsdag",
	) {
		t.Errorf("what to decide is not told:\n%s%v", text, err)
	}
}

// TestGoVersion wants one version of Go wherever somebody else builds psi.
func TestGoVersion(t *testing.T) {
	versions := map[string][]string{}
	for _, name := range []string{"netlify.toml", ".github/workflows/ci.yml", ".github/workflows/innehall.yml",
		".github/workflows/natt.yml"} {
		text, err := os.ReadFile("../" + name)
		if err != nil {
			t.Fatal(err)
		}
		found := regexp.MustCompile(`(?:GO_VERSION = |go-version: )"(.*)"`).FindAllStringSubmatch(string(text), -1)
		if len(found) == 0 {
			t.Errorf("%s names no version of Go", name)
		}
		for _, m := range found {
			versions[m[1]] = append(versions[m[1]], name)
		}
	}
	if len(versions) != 1 {
		t.Errorf("several versions of Go: %v", versions)
	}
}
