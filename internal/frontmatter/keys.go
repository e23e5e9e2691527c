package frontmatter

import "slices"

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
