package markdown

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// notices are the sorts of notice: the words that name them, Swedish first and then GitHub's.
var notices = []struct {
	words []string
	class string
}{
	{[]string{"INFO", "NOTE"}, "notice-info"},
	{[]string{"TIPS", "TIP"}, "notice-tips"},
	{[]string{"VIKTIGT", "IMPORTANT"}, "notice-viktigt"},
	{[]string{"OBS", "WARNING", "CAUTION"}, "notice-obs"},
}

// noticeMarker takes [!WORD] off the first line of a quote and gives it to the quote.
type noticeMarker struct{}

// noticeWord is the word of a notice and where its bracket stands.
type noticeWord struct {
	word   string
	offset int
}

// Transform implements parser.ParagraphTransformer.
func (noticeMarker) Transform(n *ast.Paragraph, reader text.Reader, _ parser.Context) {
	quote, ok := n.Parent().(*ast.Blockquote)
	if !ok || quote.FirstChild() != ast.Node(n) || n.Lines().Len() == 0 {
		return
	}
	lines := n.Lines()
	first := lines.At(0)
	first = first.TrimLeftSpace(reader.Source())
	line := reader.Source()[first.Start:first.Stop]
	end := bytes.IndexByte(line, ']')
	if end < 3 || !bytes.HasPrefix(line, []byte("[!")) || bytes.HasPrefix(line[end:], []byte("](")) {
		return
	}
	quote.SetAttributeString("notice", noticeWord{string(line[2:end]), first.Start})
	rest := text.NewSegment(first.Start+end+1, first.Stop)
	rest = rest.TrimLeftSpace(reader.Source())
	switch {
	case !rest.IsEmpty():
		lines.Set(0, rest)
	case lines.Len() > 1:
		lines.SetSliced(1, lines.Len())
	default:
		quote.RemoveChild(quote, n)
	}
}

// quote writes a quote, or the notice that it is.
func (c *converter) quote(n *ast.Blockquote) {
	attribute, ok := n.AttributeString("notice")
	if !ok {
		c.wrap("<blockquote>\n", n, "</blockquote>\n")
		return
	}
	marker := attribute.(noticeWord)
	word := strings.ToUpper(strings.TrimSpace(marker.word))
	var class, title string
	for _, notice := range notices {
		for _, known := range notice.words {
			if known == word {
				class, title = notice.class, c.labels.notices[notice.class]
			}
		}
	}
	if class == "" {
		c.reportNotice(marker)
		c.wrap("<blockquote>\n", n, "</blockquote>\n")
		return
	}
	if !n.HasChildren() {
		c.report(
			marker.offset, problem.EmptyText, fmt.Sprintf("Rutan [!%s] saknar text.", marker.word),
			"Skriv texten på raderna under, som också börjar med >.",
		)
	}
	// role="note" keeps the notice out of the landmarks, which must have different names.
	c.text(
		`<aside class="notice `, class, `" role="note" aria-label="`, title, `"><p class="notice-title">`, title,
		"</p>\n",
	)
	c.children(n)
	c.text("</aside>\n")
}

func (c *converter) reportNotice(marker noticeWord) {
	var allowed []string
	var candidates []string
	for _, notice := range notices {
		allowed = append(allowed, "[!"+notice.words[0]+"]")
		candidates = append(candidates, notice.words...)
	}
	hint := "Skriv " + strings.Join(allowed[:len(allowed)-1], ", ") + " eller " + allowed[len(allowed)-1] + "."
	if nearest, ok := swedish.Nearest(marker.word, candidates); ok {
		for _, notice := range notices {
			if slices.Contains(notice.words, nearest) {
				hint = fmt.Sprintf("Menade du [!%s]? ", notice.words[0]) + hint
			}
		}
	}
	c.report(
		marker.offset, problem.UnknownNotice, fmt.Sprintf("Det finns ingen ruta som heter [!%s].", marker.word), hint,
	)
}
