package frontmatter

import (
	"slices"
	"strconv"
	"strings"

	"so-in.se/psi/internal/swedish"
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

// write writes a node in a form that tells it from every other one that says something else. A list of one is as good
// as what is in it, and a time is the same time however it is written.
func (n *node) write(form *strings.Builder) {
	if n.kind == list && len(n.items) == 1 && n.items[0].kind == scalar {
		n = &n.items[0]
	}
	text := clean(n.text)
	if m, err := swedish.ParseMoment(text); err == nil {
		text = m.String()
	}
	form.WriteByte("slm-"[n.kind])
	form.WriteString(strconv.Itoa(len(text)))
	form.WriteByte('[')
	form.WriteString(text)
	var items []string // of a mapping, whose keys may stand in any order, each key with its value
	for i := 0; i < len(n.items); i++ {
		var item strings.Builder
		n.items[i].write(&item)
		if n.kind == mapping {
			i++
			n.items[i].write(&item)
		}
		if !n.items[i].empty() {
			items = append(items, item.String())
		}
	}
	if n.kind == mapping {
		slices.Sort(items)
	}
	form.WriteString(strings.Join(items, "") + "]")
}
