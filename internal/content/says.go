package content

import (
	"hash/fnv"
	"strconv"

	"so-in.se/psi/internal/frontmatter"
)

// textLabel is what [Entry.Says] calls the text after the header.
const textLabel = "Text"

// says returns a digest of each part of a file that visitors see, by its label.
func says(doc *frontmatter.Document, labels map[string]string) map[string]string {
	digests := map[string]string{}
	for key, value := range doc.Values() {
		if label := labels[key]; label != "" {
			digests[label] = partDigest(value)
		}
	}
	if len(doc.Body) > 0 {
		digests[textLabel] = partDigest(string(doc.Body))
	}
	return digests
}

// partDigest tells whether a part has changed, of those in a file that has: it need not be long for that.
func partDigest(text string) string {
	sum := fnv.New32a()
	sum.Write([]byte(text)) // which never fails
	return strconv.FormatUint(uint64(sum.Sum32()), 16)
}

// seenLabels returns the labels of the fields of which visitors see something, by their keys.
func seenLabels(fields []Field) map[string]string {
	labels := map[string]string{}
	for _, f := range fields {
		if !f.Unseen && !f.ByPsi {
			labels[f.Key] = f.Label
		}
	}
	return labels
}
