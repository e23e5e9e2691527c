// Package frontmatter reads one content file: the YAML header between two lines of --- and the body after it.
//
// It is strict and guesses nothing. YAML gives the shape of the header only; each value is read from its text by the
// type that its key asks for, so a title may be 0123, ja or 1e3 and stays what was written. Everything that is wrong
// becomes a [problem.Problem] with the line and column of the file as the editor sees it, and reading goes on: only a
// fault that leaves YAML without a shape keeps the header from being read, and even then the body is returned.
//
// [Parse] splits a file; [Document.Decoder] reads the header key by key:
//
//	doc, problems := frontmatter.Parse("nyheter/start.md", src)
//	d := doc.Decoder(frontmatter.Options{Aliases: map[string]string{"titel": "title"}})
//	var title string
//	d.Text("title", &title, frontmatter.Required("title: Stormöte i Kumla"))
//	problems = append(problems, d.Close()...)
package frontmatter
