package site_test

import (
	"os/exec"
	"path/filepath"
	"testing"

	"so-in.se/psi/internal/psitest"
	"so-in.se/psi/internal/site"
)

// TestNu has the Nu Html Checker read every page of three sites.
func TestNu(t *testing.T) {
	java, jar := psitest.Program(t, "java"), psitest.Tool(t, "vnu-jar/build/dist/vnu.jar")
	dir := t.TempDir()
	for name, files := range map[string]map[string][]byte{
		"real": realSite(t), "example": exampleSite(t), "made": rendered(t, build(t, made(t, 60), site.Options{})),
	} {
		psitest.WriteAll(t, filepath.Join(dir, name), files)
	}
	out, err := exec.Command(java, "-jar", jar, "--skip-non-html", "--errors-only", dir).CombinedOutput()
	if err != nil || len(out) > 0 {
		t.Errorf("Nu Html Checker: %v\n%s", err, out)
	}
}
