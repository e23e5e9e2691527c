package main

import (
	"errors"
	"os/exec"
	"strings"
)

// changedSince asks git which files in a folder differ from what they were in a commit, by their paths below it.
func changedSince(folder, ref string) (map[string]bool, error) {
	if _, err := git(folder, "rev-parse", "--show-prefix"); errors.Is(err, exec.ErrNotFound) {
		return nil, &obstacle{"Programmet git finns inte på datorn.", "Installera git, eller kör utan --changed-since."}
	} else if err != nil {
		return nil, &obstacle{
			"Mappen content ligger inte i något som git håller reda på.",
			"Kör i en klon av projektet, eller utan --changed-since.",
		}
	}
	commit, err := git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", ref+"^{commit}")
	if err != nil {
		return nil, &obstacle{
			"Git känner inte till ”" + ref + "” här.",
			"Kontrollera namnet. I GitHub Actions: låt actions/checkout hämta hela historiken, med fetch-depth: 0.",
		}
	}
	commit = strings.TrimSpace(commit)
	names, err := git(folder, "diff", "--name-only", "--no-ext-diff", "--relative", "-z", commit, "--", ".")
	if err != nil {
		return nil, &obstacle{
			"Git kan inte säga vad som har ändrats sedan ”" + ref + "”.", "Kontrollera att arkivet är helt: git fsck.",
		}
	}
	changed := map[string]bool{}
	for name := range strings.SplitSeq(names, "\x00") {
		changed[name] = true
	}
	return changed, nil
}

// git runs git in a folder and returns what it prints.
func git(folder string, args ...string) (string, error) {
	out, err := exec.Command("git", append([]string{"-C", folder}, args...)...).Output()
	return string(out), err
}
