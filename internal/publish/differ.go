package publish

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
)

// bufferSize holds nearly every page, so that most files are compared and written in one call.
const bufferSize = 64 << 10

// differ compares what is rendered with the file that is there, as it is rendered, and writes a new file from the first
// byte that differs. So it needs two small buffers and no more, however large the file, and a file that is the same is
// never written.
type differ struct {
	buf     *bufio.Writer
	scratch []byte
	create  func() (*os.File, error)
	old     *os.File // the file that is there, nil when there is none
	equal   int64    // so many bytes were the same
	fresh   *os.File // the new file, nil as long as all was the same
	written int64
}

func newDiffer() *differ {
	d := &differ{scratch: make([]byte, bufferSize)}
	d.buf = bufio.NewWriterSize(d, bufferSize)
	return d
}

// reset makes d ready for a file that create makes when it must be written.
func (d *differ) reset(create func() (*os.File, error)) {
	*d = differ{buf: d.buf, scratch: d.scratch, create: create}
	d.buf.Reset(d)
}

// compareWith names the file that is there.
func (d *differ) compareWith(name string) error {
	f, err := os.Open(name)
	d.old = f
	return err
}

// render reports whether the old file has the rendered bytes, and otherwise the number of bytes written.
func (d *differ) render(render func(io.Writer) error) (same bool, written int64, err error) {
	err = render(d.buf)
	if err == nil {
		err = d.buf.Flush()
	}
	if err == nil && d.fresh == nil && !d.atEnd() {
		err = d.begin()
	}
	if d.old != nil {
		d.old.Close()
	}
	if d.fresh != nil {
		err = errors.Join(err, d.fresh.Close())
	}
	return d.fresh == nil, d.written, err
}

// atEnd reports whether the old file has no more bytes than those compared.
func (d *differ) atEnd() bool {
	if d.old == nil {
		return false
	}
	n, err := d.old.Read(d.scratch[:1])
	return n == 0 && err == io.EOF
}

// Write takes the next rendered bytes.
func (d *differ) Write(p []byte) (int, error) {
	if d.fresh == nil {
		if d.old != nil && d.matches(p) {
			d.equal += int64(len(p))
			return len(p), nil
		}
		if err := d.begin(); err != nil {
			return 0, err
		}
	}
	n, err := d.fresh.Write(p)
	d.written += int64(n)
	return n, err
}

// matches reports whether p is what comes next in the old file. An old file that cannot be read does not match.
func (d *differ) matches(p []byte) bool {
	for len(p) > 0 {
		n := min(len(p), len(d.scratch))
		if _, err := io.ReadFull(d.old, d.scratch[:n]); err != nil || !bytes.Equal(p[:n], d.scratch[:n]) {
			return false
		}
		p = p[n:]
	}
	return true
}

// begin starts the new file with the bytes that were the same.
func (d *differ) begin() error {
	f, err := d.create()
	if err != nil {
		return err
	}
	d.fresh = f
	if d.equal > 0 {
		d.written, err = io.Copy(f, io.NewSectionReader(d.old, 0, d.equal))
	}
	return err
}
