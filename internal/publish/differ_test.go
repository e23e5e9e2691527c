package publish

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// The judge is a comparison of the whole: whatever is there and however the new bytes come, the file is written if and
// only if it differs, and then holds them.
func FuzzDiffer(f *testing.F) {
	f.Add([]byte("abc"), []byte("abd"), uint16(2), uint8(1))
	f.Add([]byte("abc"), []byte("abc"), uint16(0), uint8(200))
	f.Add([]byte("abc"), []byte("ab"), uint16(40000), uint8(3))
	f.Add([]byte(""), []byte(""), uint16(1), uint8(1))
	f.Fuzz(func(t *testing.T, old, next []byte, chunk uint16, repeat uint8) {
		prefix := bytes.Repeat([]byte("0123456789abcdef"), int(repeat)*64) // longer than the buffers
		old, next = append(prefix[:len(prefix):len(prefix)], old...), append(prefix[:len(prefix):len(prefix)], next...)
		dir := t.TempDir()
		name, fresh := filepath.Join(dir, "old"), filepath.Join(dir, "new")
		if err := os.WriteFile(name, old, 0o666); err != nil {
			t.Fatal(err)
		}
		d := newDiffer()
		for range 2 { // a differ is used for many files
			os.Remove(fresh)
			d.reset(func() (*os.File, error) { return os.OpenFile(fresh, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666) })
			if err := d.compareWith(name); err != nil {
				t.Fatal(err)
			}
			same, n, err := d.render(func(w io.Writer) error {
				for rest := next; len(rest) > 0; {
					part := rest[:min(len(rest), int(chunk)+1)]
					if _, err := w.Write(part); err != nil {
						return err
					}
					rest = rest[len(part):]
				}
				return nil
			})
			if err != nil || same != bytes.Equal(old, next) {
				t.Fatalf("same = %v, %v", same, err)
			}
			got, err := os.ReadFile(fresh)
			if same {
				if err == nil || n != 0 {
					t.Errorf("the same bytes were written (%d)", n)
				}
			} else if err != nil || !bytes.Equal(got, next) || n != int64(len(next)) {
				t.Errorf("wrote %d bytes, want %d (%v)", len(got), len(next), err)
			}
		}
	})
}
