package preview

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
)

// TestContentElsewhere previews content that lies in another folder than the templates.
func TestContentElsewhere(t *testing.T) {
	f := made(t, 5)
	dir := t.TempDir()
	if err := os.Rename(f.path("content"), filepath.Join(dir, "content")); err != nil {
		t.Fatal(err)
	}
	s := serverOf(f, Options{Content: dir})
	page := func() []byte {
		t.Helper()
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://localhost/aktiviteter/", nil))
		body, err := io.ReadAll(w.Result().Body)
		if err != nil || w.Code != http.StatusOK {
			t.Fatalf("%d, %v: %s", w.Code, err, body)
		}
		return body
	}
	page()
	other := sourceFolder{t, dir}
	other.write("content/aktiviteter/index.md", "---\ntitle: Allt som händer\n---\n")
	if !bytes.Contains(page(), []byte("Allt som händer")) {
		t.Error("the change is not seen")
	}
}
