package publish

import (
	"os"

	"golang.org/x/sys/unix"
)

// exchange swaps the names of two folders in one step. Where the file system cannot, the error is
// errors.ErrUnsupported, by errors.Is.
func exchange(a, b string) error {
	if err := unix.RenamexNp(a, b, unix.RENAME_SWAP); err != nil {
		return &os.LinkError{Op: "exchange", Old: a, New: b, Err: err}
	}
	return nil
}
