package publish

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"so-in.se/psi/internal/site"
)

// write makes files below a folder; a name that ends with a slash is a folder, "a -> b" is a symbolic link.
func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		from, to, isLink := strings.Cut(name, " -> ")
		local := filepath.Join(dir, filepath.FromSlash(from))
		err := os.MkdirAll(filepath.Dir(local), 0o777)
		switch {
		case err != nil:
		case isLink:
			err = os.Symlink(to, local)
		case strings.HasSuffix(name, "/"):
			err = os.MkdirAll(local, 0o777)
		default:
			err = os.WriteFile(local, []byte(text), 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestRefusals(t *testing.T) {
	const other = "välj en annan mapp att skriva till, till exempel --out webbplats."
	const foreign = " har inte skrivits av psi, och psi ersätter bara sina egna filer. Mappen ”DIR” är därför orörd."
	const unreadable = "Filen ”DIR/psi.json” går inte att läsa. Den talar om vilka filer i mappen som är psi:s egna, " +
		"så mappen är orörd. Flytta mappen ”DIR”, eller " + other
	const record = `{"files":["a","psi.json"]}`
	tests := map[string]struct {
		files map[string]string // below the parent of the target
		want  string
	}{
		"no record": {map[string]string{"public/foto.jpg": "", "public/brev/a.txt": ""},
			"Filen ”DIR/brev/a.txt”" + foreign + " Det finns 2 sådana filer i mappen. " +
				"Flytta filerna till en annan mapp, eller " + other},
		"one file more": {map[string]string{"public/psi.json": record, "public/a": "", "public/b/c": ""},
			"Filen ”DIR/b/c”" + foreign + " Flytta filen till en annan mapp, eller " + other},
		"record does not list itself": {map[string]string{"public/psi.json": `{"files":[]}`},
			"Filen ”DIR/psi.json”" + foreign + " Flytta filen till en annan mapp, eller " + other},
		"link as a page": {map[string]string{"public/psi.json": record, "public/a -> ../secret": "", "secret": "s"},
			"Filen ”DIR/a”" + foreign + " Flytta filen till en annan mapp, eller " + other},
		"record of another program": {map[string]string{"public/psi.json": `{"files":{"a":1}}`}, unreadable},
		"half a record":             {map[string]string{"public/psi.json": `{"files":["a"`}, unreadable},
		"unsorted record":           {map[string]string{"public/psi.json": `{"files":["psi.json","a"]}`}, unreadable},
		"a file": {map[string]string{"public": "text"},
			"psi kan inte skriva webbplatsen till ”DIR”, eftersom det är en fil och inte en mapp. " +
				"Flytta filen, eller " + other},
		"workplace in use": {map[string]string{".public.psi/mina bilder.zip": ""},
			"psi behöver mappen ”WORK” medan webbplatsen skrivs till ”DIR”, men där finns redan något " +
				"som psi inte har gjort. Flytta ”WORK”, eller " + other},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			parent := t.TempDir()
			write(t, parent, test.files)
			before, contents := infos(t, parent), read(t, parent)
			dir := filepath.Join(parent, "public")
			files := siteFiles(version(5, 1))
			files[0].Render = func(io.Writer) error {
				t.Error("rendered")
				return nil
			}
			_, err := Dir(dir, files, Options{})
			work := filepath.Join(parent, ".public.psi")
			inPlace := strings.NewReplacer("DIR/", dir+string(filepath.Separator), "DIR", dir, "WORK", work)
			want := inPlace.Replace(test.want)
			var refusal *Refusal
			if !errors.As(err, &refusal) || err.Error() != want {
				t.Errorf("got  %v\nwant %s", err, want)
			}
			for name, after := range infos(t, parent) {
				if name != parent && !untouched(before[name], after) {
					t.Errorf("%s was touched", name)
				}
			}
			if len(read(t, parent)) != len(contents) {
				t.Error("something is gone")
			}
		})
	}
}

func TestRefuseRoot(t *testing.T) {
	root := filepath.VolumeName(t.TempDir()) + string(filepath.Separator)
	_, err := Dir(root, siteFiles(version(1, 1)), Options{})
	if refusal := (*Refusal)(nil); !errors.As(err, &refusal) {
		t.Errorf("got %v", err)
	}
}

// Someone who looks into the folder with a file manager does no harm.
func TestLitter(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	mustPublish(t, dir, version(5, 1))
	write(t, dir, map[string]string{".DS_Store": "x", "kalender/Thumbs.db": "x", "tom/": ""})
	if res := mustPublish(t, dir, version(5, 1)); res.Written+res.Removed > 0 {
		t.Errorf("got %+v", res)
	}
	if res := mustPublish(t, dir, version(5, 2)); res.Removed > 0 {
		t.Errorf("got %+v", res)
	}
	checkHolds(t, dir, version(5, 2))
}

// A file that someone has changed or removed by hand is psi's all the same, and is mended.
func TestMendsFiles(t *testing.T) {
	dir, v := filepath.Join(t.TempDir(), "public"), version(10, 1)
	mustPublish(t, dir, v)
	longer := string(v["kalender/mote-00004.ics"]) + "more"
	write(t, dir, map[string]string{"kalender/mote-00001.ics": "changed", "kalender/mote-00004.ics": longer})
	if err := os.Remove(filepath.Join(dir, "kalender", "mote-00007.ics")); err != nil {
		t.Fatal(err)
	}
	if res := mustPublish(t, dir, v); res.Written != 3 || res.Removed != 0 {
		t.Errorf("got %+v", res)
	}
	checkHolds(t, dir, v)
}

func TestSymbolicLinks(t *testing.T) {
	for name, links := range map[string]map[string]string{
		"to a folder":   {"public -> real/site": "", "real/site/": ""},
		"to nothing":    {"public -> real/site": "", "real/": ""},
		"to a link":     {"public -> hop": "", "hop -> real/site": "", "real/": ""},
		"above":         {"public -> up/site": "", "up -> real": "", "real/": ""},
		"relative, up":  {"public -> real/deep/../site": "", "real/deep/": ""},
		"parent absent": {"public -> real/site": ""},
	} {
		t.Run(name, func(t *testing.T) {
			parent := t.TempDir()
			write(t, parent, links)
			dir := filepath.Join(parent, "public")
			for seed := range uint64(2) {
				mustPublish(t, dir, version(5, seed))
				checkHolds(t, filepath.Join(parent, "real", "site"), version(5, seed))
				if info, err := os.Lstat(dir); err != nil || info.Mode()&os.ModeSymlink == 0 {
					t.Errorf("the link is gone: %v %v", info.Mode(), err)
				}
			}
		})
	}
	loop := filepath.Join(t.TempDir(), "public")
	if err := os.Symlink("public", loop); err != nil {
		t.Fatal(err)
	}
	if _, err := Dir(loop, siteFiles(version(1, 1)), Options{}); err == nil {
		t.Error("a link to itself was taken")
	}
}

// These are the states that a killed run can leave, each with the site that must be there after a run that fails.
func TestRepair(t *testing.T) {
	v1, v2 := version(10, 1), version(10, 2)
	for name, test := range map[string]struct {
		arrange func(dir, work string) error
		want    map[string][]byte
	}{
		"empty workplace":   {func(_, work string) error { return os.Mkdir(work, 0o777) }, v1},
		"half a new site":   {func(_, work string) error { return os.MkdirAll(work+"/new/a/b", 0o777) }, v1},
		"between renames":   {func(dir, work string) error { return os.Rename(dir, filepath.Join(work, "old")) }, v1},
		"after two renames": {func(_, work string) error { return os.Mkdir(filepath.Join(work, "old"), 0o777) }, v1},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			work := filepath.Join(filepath.Dir(dir), ".public.psi")
			mustPublish(t, dir, v1)
			if name != "empty workplace" {
				write(t, work, map[string]string{"lock": "", "new/index.html": "half"})
			}
			if err := test.arrange(dir, work); err != nil {
				t.Fatal(err)
			}
			bug := func(io.Writer) error { return errors.New("bug") }
			failing := append(siteFiles(v2), site.File{Path: "z", Render: bug})
			if _, err := Dir(dir, failing, Options{}); err == nil {
				t.Fatal("no error")
			}
			checkHolds(t, dir, test.want)
			checkAlone(t, dir)
			mustPublish(t, dir, v2)
			checkHolds(t, dir, v2)
		})
	}
}
