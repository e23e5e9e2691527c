package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"so-in.se/psi/internal/site"
)

// read returns all files below a folder, and its folders with a slash at the end; nil if there is no folder.
func read(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	all := make(map[string][]byte)
	fsys := os.DirFS(dir)
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == "." {
			return err
		}
		if d.IsDir() {
			all[name+"/"] = nil
			return nil
		}
		all[name], err = fs.ReadFile(fsys, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// published is what a folder must hold for these pages: them, their folders and nothing else.
func published(pages map[string][]byte) map[string][]byte {
	all := maps.Clone(pages)
	for name := range pages {
		for i, c := range name {
			if c == '/' {
				all[name[:i+1]] = nil
			}
		}
	}
	return all
}

func checkHolds(t *testing.T, dir string, pages map[string][]byte) {
	t.Helper()
	want, got := published(pages), read(t, dir)
	for name := range want {
		if data, ok := got[name]; !ok || !bytes.Equal(data, want[name]) {
			t.Errorf("%s: missing or wrong", name)
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s: should not be there", name)
		}
	}
}

// checkAlone reports what lies beside the target.
func checkAlone(t *testing.T, dir string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(dir))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() != filepath.Base(dir) {
			t.Errorf("left over: %s", e.Name())
		}
	}
}

func infos(t *testing.T, dir string) map[string]fs.FileInfo {
	t.Helper()
	all := make(map[string]fs.FileInfo)
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil {
			all[name], err = d.Info()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// untouched reports whether a file is the same one with the same time.
func untouched(a, b fs.FileInfo) bool {
	return a != nil && b != nil && os.SameFile(a, b) && a.ModTime().Equal(b.ModTime())
}

func pages(texts map[string]string) map[string][]byte {
	all := make(map[string][]byte)
	for name, text := range texts {
		all[name] = []byte(text)
	}
	return withRecord(all)
}

var unsupported = Options{exchange: func(_, _ string) error { return errors.ErrUnsupported }}

func TestFirstRun(t *testing.T) {
	v := version(50, 1)
	empty := filepath.Join(t.TempDir(), "public")
	if err := os.Mkdir(empty, 0o777); err != nil {
		t.Fatal(err)
	}
	for name, dir := range map[string]string{
		"absent": filepath.Join(t.TempDir(), "public"),
		"deep":   filepath.Join(t.TempDir(), "a", "b", "public"),
		"empty":  empty,
	} {
		var size int64
		for _, data := range v {
			size += int64(len(data))
		}
		if diff := cmp.Diff(Result{Written: 51, Bytes: size}, mustPublish(t, dir, v)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
		checkHolds(t, dir, v)
		checkAlone(t, dir)
	}
}

func TestNothingChanged(t *testing.T) {
	v, dir := version(50, 1), filepath.Join(t.TempDir(), "public")
	mustPublish(t, dir, v)
	before := infos(t, dir)
	if diff := cmp.Diff(Result{Unchanged: 51}, mustPublish(t, dir, v)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	for name, after := range infos(t, dir) {
		if !untouched(before[name], after) {
			t.Errorf("%s was touched", name)
		}
	}
	checkAlone(t, dir)
}

// Any site may follow any other, with either way of replacing.
func TestAnyChange(t *testing.T) {
	names := []string{"a", "b/c", "b/d", "e/f/g", "e/f/h", "i/j/k", "b.c", "z"}
	sizes := []int{0, 1, 100, bufferSize - 1, bufferSize, bufferSize + 1, 3*bufferSize + 7}
	random := func(rnd *rand.Rand) map[string][]byte {
		all := make(map[string][]byte)
		for _, name := range names {
			if rnd.IntN(3) > 0 {
				all[name] = bytes.Repeat([]byte("x"), sizes[rnd.IntN(len(sizes))])
				if n := len(all[name]); n > 0 && rnd.IntN(2) == 0 {
					all[name][rnd.IntN(n)] = 'y'
				}
			}
		}
		if rnd.IntN(3) == 0 {
			delete(all, "a")
			all["a/was-a-file"] = []byte("x")
		}
		return withRecord(all)
	}
	for seed := range uint64(100) {
		rnd := rand.New(rand.NewPCG(seed, 7))
		dir := filepath.Join(t.TempDir(), "public")
		old := random(rnd)
		mustPublish(t, dir, old)
		before := infos(t, dir)
		for range 3 {
			next := random(rnd)
			opt := Options{}
			if rnd.IntN(2) == 0 {
				opt = unsupported
			}
			res, err := Dir(dir, siteFiles(next), opt)
			if err != nil {
				t.Fatal(err)
			}
			checkHolds(t, dir, next)
			checkAlone(t, dir)
			after := infos(t, dir)
			var want Result
			for name, data := range next {
				if was, ok := old[name]; ok && bytes.Equal(was, data) {
					want.Unchanged++
					local := filepath.Join(dir, filepath.FromSlash(name))
					if !untouched(before[local], after[local]) {
						t.Errorf("seed %d: %s was touched", seed, name)
					}
					continue
				}
				want.Written++
				want.Bytes += int64(len(data))
			}
			for name := range old {
				if _, ok := next[name]; !ok {
					want.Removed++
				}
			}
			if diff := cmp.Diff(want, res); diff != "" {
				t.Errorf("seed %d (-want +got)\n%s", seed, diff)
			}
			old, before = next, after
		}
	}
}

// Between its parts, render and write, a run may fail anywhere; nothing may be seen of it.
func TestRenderError(t *testing.T) {
	cause := errors.New("a bug in a template")
	for _, first := range []bool{true, false} {
		for _, at := range []int{0, 25, 50} {
			dir := filepath.Join(t.TempDir(), "public")
			var before map[string]fs.FileInfo
			if !first {
				mustPublish(t, dir, version(50, 1))
				before = infos(t, dir)
			}
			files := siteFiles(version(50, 2))
			slices.SortFunc(files, func(a, b site.File) int { return strings.Compare(a.Path, b.Path) })
			files[at].Render = func(w io.Writer) error {
				fmt.Fprint(w, "half a page")
				return cause
			}
			res, err := Dir(dir, files, Options{})
			if !errors.Is(err, cause) || !strings.Contains(err.Error(), files[at].Path) || res != (Result{}) {
				t.Errorf("got %v, %v", res, err)
			}
			if first {
				if _, err := os.Lstat(dir); !errors.Is(err, fs.ErrNotExist) {
					t.Error("the folder was made")
				}
			} else {
				checkHolds(t, dir, version(50, 1))
				for name, after := range infos(t, dir) {
					if !untouched(before[name], after) {
						t.Errorf("%s was touched", name)
					}
				}
			}
			checkAlone(t, dir)
		}
	}
}

// An exchange that fails, for a reason other than that it is not to be had, changes nothing.
func TestExchangeError(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	mustPublish(t, dir, version(20, 1))
	for _, cause := range []error{errors.New("a fault of the disk"), syscall.EBUSY, syscall.EXDEV} {
		_, err := Dir(dir, siteFiles(version(20, 2)), Options{exchange: func(_, _ string) error { return cause }})
		var refusal *Refusal
		if !errors.Is(err, cause) || errors.As(err, &refusal) != (cause == syscall.EBUSY || cause == syscall.EXDEV) {
			t.Errorf("got %v", err)
		}
	}
	checkHolds(t, dir, version(20, 1))
	checkAlone(t, dir)
}

// The folder's own mode is the administrator's choice and stays.
func TestModeStays(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	mustPublish(t, dir, version(5, 1))
	before, err := os.Stat(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o750); err != nil {
		t.Fatal(err)
	}
	want, err := os.Stat(dir)
	if err != nil {
		t.Fatal(err)
	}
	mustPublish(t, dir, version(5, 2))
	after, err := os.Stat(dir)
	if err != nil || after.Mode() != want.Mode() || os.SameFile(before, after) {
		t.Errorf("got %v, %v; want another folder with %v", after.Mode(), err, want.Mode())
	}
}

func TestTwoRunsAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	mustPublish(t, dir, version(20, 1))
	files := siteFiles(version(20, 2))
	render := files[0].Render
	var second error
	files[0].Render = func(w io.Writer) error { // the first run is at work now
		_, second = Dir(dir, siteFiles(version(20, 3)), Options{})
		return render(w)
	}
	if _, err := Dir(dir, files, Options{}); err != nil {
		t.Fatal(err)
	}
	var refusal *Refusal
	want := "En annan körning av psi skriver just nu till mappen ”" + dir + "”. " +
		"Vänta tills den är klar och försök igen, eller välj en annan mapp att skriva till, " +
		"till exempel --out webbplats."
	if !errors.As(second, &refusal) || second.Error() != want {
		t.Errorf("got %v", second)
	}
	checkHolds(t, dir, version(20, 2))
	checkAlone(t, dir)
	mustPublish(t, dir, version(20, 3))
}

// Many runs that begin and end together: each is refused or done, and the folder holds the whole of one that was done.
func TestManyRuns(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	var wg sync.WaitGroup
	for run := range uint64(6) {
		wg.Go(func() {
			for range 20 {
				_, err := Dir(dir, siteFiles(version(10, run)), Options{})
				if refusal := (*Refusal)(nil); err != nil && !errors.As(err, &refusal) {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	checkAlone(t, dir)
	got, whole := read(t, dir), false
	for run := range uint64(6) {
		whole = whole || cmp.Equal(got, published(version(10, run)))
	}
	if !whole {
		t.Error("the folder holds no whole site")
	}
}
