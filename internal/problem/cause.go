package problem

import (
	"context"
	"errors"
	"io/fs"
	"syscall"
)

// ErrIrregular says that something that is to be read is neither a folder nor a regular file.
var ErrIrregular = errors.New("not a regular file")

// Cause says in Swedish why the system could not do something, without its own words and paths.
func Cause(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "den finns inte"
	case errors.Is(err, fs.ErrPermission):
		return "den får inte läsas eller skrivas"
	case errors.Is(err, ErrIrregular):
		return "den är ingen vanlig fil"
	case errors.Is(err, syscall.ENAMETOOLONG):
		return "namnet är för långt"
	case errors.Is(err, syscall.ENOTDIR):
		return "den är ingen mapp"
	case errors.Is(err, syscall.EISDIR):
		return "den är en mapp"
	case errors.Is(err, syscall.ENOSPC):
		return "disken är full"
	case errors.Is(err, syscall.EROFS):
		return "disken går inte att skriva till"
	case errors.Is(err, context.DeadlineExceeded):
		return "det tog för lång tid"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "ingen svarar där"
	}
	return "datorn säger nej"
}
