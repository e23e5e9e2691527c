package content

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"

	"so-in.se/psi/internal/corpus"
)

// memory is a file system that gives the same bytes again as long as a file is the same, as a preview's does.
type memory struct {
	files   map[string]*memoryFile
	folders map[string][]fs.DirEntry
}

func newMemory() *memory {
	return &memory{
		files: map[string]*memoryFile{".": {name: ".", mode: fs.ModeDir}}, folders: map[string][]fs.DirEntry{},
	}
}

// memoryFile is its own fs.DirEntry and fs.FileInfo.
type memoryFile struct {
	fs.FileInfo // for what nobody asks about
	name        string
	data        []byte
	mode        fs.FileMode
}

func (f *memoryFile) Name() string               { return f.name }
func (f *memoryFile) IsDir() bool                { return f.mode.IsDir() }
func (f *memoryFile) Type() fs.FileMode          { return f.mode.Type() }
func (f *memoryFile) Mode() fs.FileMode          { return f.mode }
func (f *memoryFile) Size() int64                { return int64(len(f.data)) }
func (f *memoryFile) Info() (fs.FileInfo, error) { return f, nil }

func (m *memory) Open(name string) (fs.File, error) {
	f, err := m.find(name)
	if err != nil {
		return nil, err
	}
	return openMemory{f, bytes.NewReader(f.data)}, nil
}

type openMemory struct {
	file *memoryFile
	*bytes.Reader
}

func (o openMemory) Stat() (fs.FileInfo, error) { return o.file, nil }
func (o openMemory) Close() error               { return nil }

func (m *memory) Stat(name string) (fs.FileInfo, error) { return m.find(name) }

func (m *memory) ReadFile(name string) ([]byte, error) {
	f, err := m.find(name)
	if err != nil {
		return nil, err
	}
	return f.data, nil
}

func (m *memory) find(name string) (*memoryFile, error) {
	if f := m.files[name]; f != nil && fs.ValidPath(name) {
		return f, nil
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

func (m *memory) ReadDir(name string) ([]fs.DirEntry, error) {
	list, ok := m.folders[name]
	if !ok {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: errors.New("not a folder")}
	}
	return slices.Clone(list), nil
}

// write adds a file and the folders above it.
func (m *memory) write(name, data string) {
	if f := m.files[name]; f != nil {
		f.data = []byte(data)
		return
	}
	f := &memoryFile{name: path.Base(name), data: []byte(data)}
	for m.files[name] == nil {
		m.files[name] = f
		name = path.Dir(name)
		at, _ := slices.BinarySearchFunc(
			m.folders[name], f, func(a fs.DirEntry, b *memoryFile) int { return strings.Compare(a.Name(), b.name) },
		)
		m.folders[name] = slices.Insert(m.folders[name], at, fs.DirEntry(f))
		f = &memoryFile{name: path.Base(name), mode: fs.ModeDir}
	}
}

// gif begins a picture of 3 by 2 pixels.
const gif = "GIF89a\x03\x00\x02\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff," +
	"\x00\x00\x00\x00\x03\x00\x02\x00\x00\x02\x03\x84\x8f\x05;"

// made makes a folder of n entries whose texts link to each other, some to headings, and show pictures.
func made(tb testing.TB, n int) *memory {
	tb.Helper()
	m := newMemory()
	parts := max(1, n*6/100)
	i := 0
	for name, f := range corpus.FS(n) {
		name, text := name[len("content/"):], string(f.Data)
		if path.Ext(name) == ".md" && path.Base(name) != "index.md" && !strings.HasPrefix(name, "teman/") {
			i++
			text += fmt.Sprintf(
				"\nSe [parten](../parter/parter-%04d.md) och [mötet](../aktiviteter/aktiviteter-%04d.md).\n", i%parts,
				i%(n*45/100),
			)
			if i%10 == 0 {
				text += fmt.Sprintf("\n## Mer\n\nSe [mer](#mer) och ![Bild](../bilder/bild-%d.gif)\n", i%50)
			}
		}
		m.write(name, text)
	}
	for i := range 50 {
		m.write(fmt.Sprintf("bilder/bild-%d.gif", i), fmt.Sprintf("%s%d%s", gif, i, strings.Repeat("x", 50<<10)))
	}
	return m
}

// edited is the file that changes in the benchmarks.
const edited = "aktiviteter/aktiviteter-0007.md"

// BenchmarkReload measures what a preview does when an editor saves a file: a Load in which all files but one are as
// before.
func BenchmarkReload(b *testing.B) {
	for _, entries := range []int{1000, 10000} {
		m := made(b, entries)
		original := string(m.files[edited].data)
		for _, test := range []struct {
			changed string
			change  func(i int) string
		}{
			{"text", func(i int) string { return fmt.Sprintf("%s\nVarv %d\n", original, i) }},
			{"title", func(i int) string {
				return strings.Replace(original, `title: "`, fmt.Sprintf(`title: "Varv %d: `, i), 1)
			}},
		} {
			b.Run(fmt.Sprintf("entries=%d/changed=%s", entries, test.changed), func(b *testing.B) {
				memo := new(Memo)
				i := 0
				reload := func() {
					m.write(edited, test.change(i))
					if _, err := Load(m, Options{Memo: memo}); err != nil {
						b.Fatal(err)
					}
					i++
				}
				reload()
				b.ReportAllocs()
				for b.Loop() {
					reload()
				}
			})
		}
	}
}

// BenchmarkLoad measures a Load that remembers nothing, but for reading from a disk.
func BenchmarkLoad(b *testing.B) {
	for _, entries := range []int{1000, 10000} {
		m := made(b, entries)
		b.Run(fmt.Sprintf("entries=%d", entries), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Load(m, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
