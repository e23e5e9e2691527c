package ical

import "fmt"

// ReadError says what [Read] doesn't understand, for editors.
type ReadError struct {
	Line    int    // in the file, from 1; 0 means the file as a whole
	Message string // Swedish: what is wrong
	Hint    string // Swedish: what to do instead
}

// Error returns the line and the message.
func (e *ReadError) Error() string {
	if e.Line == 0 {
		return e.Message
	}
	return fmt.Sprintf("rad %d: %s", e.Line, e.Message)
}

// The ways out that several mistakes share.
const (
	hintExport = "Spara inbjudan på nytt från kalenderprogrammet och försök igen."
	hintByHand = "Skriv aktiviteten för hand i stället, till exempel med psi new aktivitet."
	hintSeries = "Läs in den första gången som en egen aktivitet och skriv upprepningen för hand."
)

func damaged(line int, format string, args ...any) error {
	return &ReadError{line, fmt.Sprintf(format, args...), hintExport}
}

func unsupported(line int, format string, args ...any) error {
	return &ReadError{line, fmt.Sprintf(format, args...), hintByHand}
}

func unsupportedSeries(line int, format string, args ...any) error {
	return &ReadError{line, fmt.Sprintf(format, args...), hintSeries}
}
