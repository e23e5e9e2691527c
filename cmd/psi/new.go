package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/editor"
	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// newEntry is the command psi new.
type newEntry struct {
	Now    string   `placeholder:"TIME" help:"Write examples as they are at this time, as of --now elsewhere."`
	Kind   string   `arg:"" optional:"" help:"What to make: aktivitet, nyhet, projekt, part or another kind."`
	Title  string   `arg:"" optional:"" help:"The title, within quotation marks."`
	Values []string `arg:"" optional:"" name:"key=value" help:"Values of keys: 'start=2027-05-10 13:00'."`
}

// answers returns the terminal that a person writes in, nil when the input is something else.
func answers(f *os.File) io.Reader {
	info, err := f.Stat()
	if err != nil || info.Mode()&fs.ModeCharDevice == 0 {
		return nil
	}
	if nothing, err := os.Stat(os.DevNull); err == nil && os.SameFile(info, nothing) {
		return nil
	}
	return f
}

// Run writes a draft. Where somebody answers, it asks for what it was not told.
func (n *newEntry) Run(cli *commands, w world) error {
	root, src, err := openContent(cli.Dir)
	if err != nil {
		return err
	}
	defer root.Close()
	now, err := w.timeOf(n.Now)
	if err != nil {
		return err
	}
	form := &form{world: w, src: src, today: now, asked: map[string]bool{}}
	if w.stdin != nil {
		form.in = bufio.NewScanner(w.stdin)
	}
	if err := form.begin(n); err != nil {
		return err
	}
	draft, err := form.fill()
	if o, ok := errors.AsType[*editor.Obstacle](err); ok {
		return &obstacle{o.Message, o.Hint}
	}
	if problems, ok := errors.AsType[problem.List](err); ok {
		fmt.Fprintln(w.stderr, "Ingenting har skrivits, eftersom filen skulle ha problem:")
		source := func(string) []byte { return draft.Data }
		if err := problems.Text(w.stderr, source); err != nil {
			return err
		}
		return failure{}
	}
	if err != nil {
		return err
	}
	if err := writeContent(root, draft.File); err != nil {
		return err
	}
	fmt.Fprintf(w.stdout, "Skrev content/%s, ett utkast.\n", draft.Name)
	if len(draft.Open) > 0 {
		keys := make([]string, len(draft.Open))
		for i, f := range draft.Open {
			keys[i] = f.Key
		}
		fmt.Fprintf(w.stdout, "Det som står i %s är exempel: ändra det.\n", swedish.JoinAnd(keys))
	}
	fmt.Fprintln(
		w.stdout,
		"Skriv texten, se den med psi serve --drafts, och ta bort raden draft: true när den ska publiceras.",
	)
	return nil
}

// form is what psi new has been told of an entry.
type form struct {
	world
	in     *bufio.Scanner // nil when nobody answers
	src    fs.FS
	today  time.Time
	spec   content.Spec
	title  string
	values map[string]string
	asked  map[string]bool // keys
}

// begin takes what stands on the command line, and asks for the kind and the title if they do not.
func (f *form) begin(n *newEntry) error {
	if err := f.kind(n.Kind); err != nil {
		return err
	}
	f.title = n.Title
	for f.title == "" {
		if f.in == nil {
			return &obstacle{
				"Rubriken saknas.",
				fmt.Sprintf("Skriv den inom citattecken: psi new %s \"Rubriken\"", n.Kind),
			}
		}
		var ok bool
		if f.title, ok = f.ask("Rubrik", ""); !ok {
			return failure{}
		}
	}
	f.values = map[string]string{}
	for _, v := range n.Values {
		key, value, ok := strings.Cut(v, "=")
		if !ok {
			return &obstacle{fmt.Sprintf("”%s” är ingen nyckel med värde.", v),
				"Skriv nyckel=värde, inom citattecken om det är blanksteg i värdet: \"start=2027-05-10 13:00\""}
		}
		f.values[key] = value
		if i := slices.IndexFunc(f.spec.Fields, func(f content.Field) bool { return f.Key == key }); i >= 0 {
			f.values[key] = written(f.spec.Fields[i], value)
		}
	}
	return nil
}

// kind finds the kind that a word names, and asks for another word until one does.
func (f *form) kind(word string) error {
	for {
		var near string
		var ok bool
		if f.spec, near, ok = content.SpecNamed(word); ok && word != "" {
			return nil
		}
		message, choice := fmt.Sprintf("Det finns inget slag som heter ”%s”.", word), "Det går att skriva "+nouns()+"."
		if near != "" {
			choice = fmt.Sprintf("Menade du %s? ", near) + choice
		}
		if word == "" {
			message = "Vad ska skrivas?"
		}
		if f.in == nil {
			return &obstacle{message, choice + "\nSkriv så här: psi new nyhet \"Ny part i nätverket\""}
		}
		if word, ok = f.ask(message+"\n"+choice, ""); !ok {
			return failure{}
		}
	}
}

// nouns lists what can be written.
func nouns() string {
	var list []string
	for _, s := range content.Specs() {
		_, noun, _ := strings.Cut(s.One, " ")
		list = append(list, noun)
	}
	return swedish.JoinOr(list)
}

// fill makes the draft, and asks for the values that are missing until somebody has been asked for each.
func (f *form) fill() (*editor.Draft, error) {
	last := ""
	for {
		draft, err := editor.New(f.src, f.spec, f.title, f.values, f.today)
		problems, faulty := errors.AsType[problem.List](err)
		if err != nil && (!faulty || last == "" || f.in == nil) {
			return draft, err
		}
		if faulty {
			fmt.Fprintf(f.stdout, "%s\n%s\n", problems[0].Message, problems[0].Hint)
			delete(f.values, last)
			f.asked[last] = false
			last = ""
			continue
		}
		next := slices.IndexFunc(draft.Open, func(o content.Field) bool { return !f.asked[o.Key] })
		if f.in == nil || next < 0 {
			return draft, nil
		}
		field := draft.Open[next]
		f.asked[field.Key] = true
		answer, ok := f.ask(question(field))
		if !ok {
			return draft, failure{}
		}
		if answer != "" {
			f.values[field.Key] = written(field, answer)
			last = field.Key
		}
	}
}

// question says what is asked for, and an example of an answer.
func question(f content.Field) (text, example string) {
	text = fmt.Sprintf("%s (%s). %s", f.Label, f.Key, f.Help)
	for i, c := range f.Choices {
		text += fmt.Sprintf("\n  %d. %s", i+1, c)
	}
	return text, f.Example
}

// written returns an answer as it is to stand in a header: a number of a choice for the choice.
func written(f content.Field, answer string) string {
	if n, err := strconv.Atoi(answer); err == nil && n >= 1 && n <= len(f.Choices) {
		return f.Choices[n-1]
	}
	if f.Type == content.TypeText && !f.List {
		return frontmatter.Scalar(answer)
	}
	return answer
}

// ask prints a question and returns the answer. It is false at the end of the input.
func (f *form) ask(text, example string) (answer string, ok bool) {
	if example != "" {
		text += fmt.Sprintf("\nTill exempel %s; tryck på retur för att fylla i det senare.", example)
	}
	fmt.Fprintf(f.stdout, "%s\n> ", text)
	if !f.in.Scan() {
		fmt.Fprintln(f.stdout, "\nIngenting har skrivits.")
		return "", false
	}
	return strings.TrimSpace(f.in.Text()), true
}
