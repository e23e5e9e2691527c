//go:build unix && !solaris && !aix

package publish

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// lockFile locks f for this process, until f is closed or the process ends; errBusy says that another one has it.
func lockFile(f *os.File) error {
	err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) {
		return errBusy
	}
	return err
}
