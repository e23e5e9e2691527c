package frontmatter

import (
	"slices"
	"strconv"
	"strings"
)

// Keys returns the keys of the mapping, and those of them that nobody has asked for.
func (d *Decoder) Keys() (all, unknown []string) {
	for i := 0; i+1 < len(d.mapping.items); i += 2 {
		key := d.mapping.items[i].text
		all = append(all, key)
		if !slices.Contains(d.known, key) {
			unknown = append(unknown, key)
		}
	}
	return all, unknown
}

// Values returns, by its key, each value of the header in a form that is the same for all ways to write the value. What
// the editor left out is not there.
func (d *Document) Values() map[string]string {
	if d.root == nil {
		return nil
	}
	values := map[string]string{}
	for i := 0; i+1 < len(d.root.items); i += 2 {
		if value := &d.root.items[i+1]; !value.empty() {
			var form strings.Builder
			value.write(&form)
			values[d.root.items[i].text] = form.String()
		}
	}
	return values
}

// write writes a node in a form that tells it from every other one.
func (n *node) write(form *strings.Builder) {
	form.WriteByte("slm-"[n.kind])
	form.WriteString(strconv.Itoa(len(n.text)))
	form.WriteByte('[')
	form.WriteString(n.text)
	for i := range n.items {
		n.items[i].write(form)
	}
	form.WriteByte(']')
}
