package frontmatter

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write what the messages are now into testdata/messages")

// TestMessages holds the whole text of what an editor is told about the likeliest faults: each x.md has its x.txt after
// it.
func TestMessages(t *testing.T) {
	const name = "testdata/messages/likely.txtar"
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(archive.Files); i += 2 {
		file, want := archive.Files[i], &archive.Files[i+1]
		var got strings.Builder
		for _, p := range problemsOf(file.Name, string(file.Data)) {
			fmt.Fprintf(&got, "%s\n    %s\n", p, strings.ReplaceAll(p.Hint, "\n", "\n    "))
		}
		if *update {
			want.Data = []byte(got.String())
		} else if diff := cmp.Diff(string(want.Data), got.String()); diff != "" {
			t.Errorf("%s: %s", file.Name, diff)
		}
	}
	if *update {
		if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
