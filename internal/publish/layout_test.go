package publish

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"so-in.se/psi/internal/site"
)

func TestPaths(t *testing.T) {
	long := strings.Repeat("a", 256)
	tests := map[string]struct {
		paths []string
		want  string
	}{
		"up":            {[]string{"../x"}, `"../x" cannot be the path of a file on every system`},
		"rooted":        {[]string{"/x"}, `"/x" cannot be the path of a file on every system`},
		"empty":         {[]string{""}, `"" cannot be the path of a file on every system`},
		"dot":           {[]string{"."}, `"." cannot be the path of a file on every system`},
		"inner dot":     {[]string{"a/./b"}, `"a/./b" cannot be the path of a file on every system`},
		"not UTF-8":     {[]string{"a\xff"}, `"a\xff" cannot be the path of a file on every system`},
		"NUL":           {[]string{"a\x00"}, `"a\x00" cannot be the path of a file on every system`},
		"device":        {[]string{"a/aux.html"}, `"a/aux.html" cannot be the path of a file on every system`},
		"too long":      {[]string{long}, fmt.Sprintf("%q cannot be the path of a file on every system", long)},
		"twice":         {[]string{"x/y", "x/y"}, `two files have the path "x/y"`},
		"file in file":  {[]string{"a", "a/b"}, `"a" is both a file and a folder`},
		"further away":  {[]string{"a", "a.b", "a/b/c"}, `"a" is both a file and a folder`},
		"case":          {[]string{"a/X", "a/x"}, `"a/X" and "a/x" are the same name on some systems`},
		"case of a dir": {[]string{"A/x", "a/y"}, `"A" and "a" are the same name on some systems`},
		"deep case":     {[]string{"a/b/C/x", "a/b/c/d/y"}, `"a/b/C" and "a/b/c" are the same name on some systems`},
		"dir and file":  {[]string{"A/x", "a"}, `"A" and "a" are the same name on some systems`},
		"Å":             {[]string{"Åsa", "åsa"}, `"Åsa" and "åsa" are the same name on some systems`},
		"decomposed":    {[]string{"a\u030asa", "åsa"}, "\"a\u030asa\" and \"åsa\" are the same name on some systems"},
		"kelvin sign":   {[]string{"k", "\u212a"}, "\"k\" and \"\u212a\" are the same name on some systems"},
		"no record":     {[]string{"a", "b"}, `the site has no psi.json, the record of its files`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var files []site.File
			for _, p := range test.paths {
				files = append(files, site.File{Path: p, Render: func(io.Writer) error {
					t.Error("rendered")
					return nil
				}})
			}
			dir := filepath.Join(t.TempDir(), "public")
			_, err := Dir(dir, files, Options{})
			if err == nil || err.Error() != test.want {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
			entries, err := os.ReadDir(filepath.Dir(dir))
			if err != nil || len(entries) > 0 {
				t.Errorf("something was written: %v %v", entries, err)
			}
		})
	}
	ok := pages(map[string]string{
		"a/b": "1", "a.b": "2", "a-b/c": "3", "ab": "4", "å": "5", "a/å/ä": "6", "a~": "7", "{": "8",
	})
	dir := filepath.Join(t.TempDir(), "public")
	mustPublish(t, dir, ok)
	checkHolds(t, dir, ok)
}

// A site whose record is wrong would be refused by the next run, or let it remove what is not psi's.
func TestRecordMustListTheSite(t *testing.T) {
	for _, record := range []string{
		"", "[]", "{}", `{"files":["a"]}`, `{"files":["a","b","psi.json"]}`, `{"files":["psi.json","a"]}`,
	} {
		dir := filepath.Join(t.TempDir(), "public")
		_, err := Dir(dir, siteFiles(map[string][]byte{"a": nil, recordName: []byte(record)}), Options{})
		if err == nil {
			t.Errorf("%q was taken", record)
		}
		if _, err := os.Lstat(dir); err == nil {
			t.Errorf("%q was published", record)
		}
	}
}
