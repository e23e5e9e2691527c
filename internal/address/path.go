package address

import (
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The longest names and paths of files, in bytes: a name as on Linux, whose limit is the lowest, and a path with room
// for the folder that it lies in below the 1024 of macOS.
const (
	maxName = 255
	maxPath = 800
)

// FilePaths tells editors what [IsFilePath] takes, with room for what psi adds.
const FilePaths = "Varje led i en adress får ha högst 200 tecken, och hela adressen högst 700. " +
	"Inget led får heta con, prn, aux, nul, com1, lpt1 eller liknande, sluta med en punkt, eller innehålla något av " +
	"tecknen < > : \" | ? * \\."

// IsFilePath reports whether every common system takes a path, with slashes and relative to some folder, for that of a
// file: Windows has names that mean devices, and characters that no name may have.
func IsFilePath(path string) bool {
	if !fs.ValidPath(path) || path == "." || len(path) > maxPath {
		return false
	}
	for name := range strings.SplitSeq(path, "/") {
		if len(name) > maxName || strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ") || isDevice(name) ||
			strings.ContainsFunc(name, func(c rune) bool { return c < ' ' || strings.ContainsRune(`<>:"|?*\`, c) }) {
			return false
		}
	}
	return true
}

// isDevice reports whether Windows takes a name for that of a device, whatever it ends with.
func isDevice(name string) bool {
	stem, _, _ := strings.Cut(name, ".")
	stem = strings.ToUpper(strings.TrimRight(stem, " "))
	switch stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	number, ok := strings.CutPrefix(stem, "COM")
	if !ok {
		number, ok = strings.CutPrefix(stem, "LPT")
	}
	return ok && utf8.RuneCountInString(number) == 1 && strings.Contains("0123456789¹²³", number)
}

// Fold returns the same for all paths that some system takes for the same: upper and lower case, composed and
// decomposed letters.
func Fold(path string) string {
	if !strings.ContainsFunc(path, func(c rune) bool { return c > 'z' || 'A' <= c && c <= 'Z' }) {
		return path
	}
	return strings.Map(func(c rune) rune {
		least := c
		for next := unicode.SimpleFold(c); next != c; next = unicode.SimpleFold(next) {
			least = min(least, next)
		}
		return unicode.ToLower(least)
	}, norm.NFC.String(path))
}
