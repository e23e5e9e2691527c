package site_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// tool finds a file below the folder of other people's programs (.ci/node_modules, or the one that PSI_TOOLS names).
func tool(t *testing.T, name string) string {
	t.Helper()
	dir := os.Getenv("PSI_TOOLS")
	if dir == "" {
		dir = "../../.ci/node_modules"
	}
	path := filepath.Join(dir, name)
	if _, err := os.Stat(path); err != nil {
		missing(t, "%s is not there: run npm ci --prefix .ci", path)
	}
	return path
}

// missing fails the test in CI, and skips it elsewhere.
func missing(t *testing.T, format string, args ...any) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatalf(format, args...)
	}
	t.Skipf("skipped: "+format, args...)
}

// TestNu has the Nu Html Checker read every page.
func TestNu(t *testing.T) {
	jar := tool(t, "vnu-jar/build/dist/vnu.jar")
	java, err := exec.LookPath("java")
	if err != nil {
		missing(t, "java is not there: %v", err)
	}
	for _, tree := range []struct {
		name  string
		write func(*testing.T, string)
	}{
		{"real", writeReal}, {"example", writeExample}, {"made", writeMade},
	} {
		t.Run(tree.name, func(t *testing.T) {
			dir := t.TempDir()
			tree.write(t, dir)
			out, err := exec.Command(java, "-jar", jar, "--skip-non-html", "--errors-only", dir).CombinedOutput()
			if err != nil || len(out) > 0 {
				t.Errorf("Nu Html Checker: %v\n%s", err, out)
			}
		})
	}
}
