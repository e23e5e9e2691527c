package render

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"strings"
	"sync"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/site/model"
)

// frameData is what frame.html is executed with, once for each section, menu item and language.
type frameData struct {
	Settings *content.Settings
	Menu     []menuItem
	Footer   []menuItem
	Lang     string
	// Section is the folder at the root in which the page lies, for its colour; empty for the start page.
	Section string
	// Search tells that the page is the one for searching.
	Search bool
	// Published is the address of the published site, on the pages of a preview; else empty.
	Published string
	// NewActivity is the page of the guide for editors that tells how to write an activity, where editors look at the
	// site and it has one; else empty.
	NewActivity string
	// Head and Main are the places of a page's own parts.
	Head, Main template.HTML
}

type menuItem struct {
	Title, Address string
	Current        bool
}

// frame is a rendered frame.html, cut at its slots.
type frame struct{ before, between, after string }

// The slots, as frame.html writes them out. Content cannot contain them: raw HTML is a problem.
const (
	headSlot = "<!--psi:head-->"
	mainSlot = "<!--psi:main-->"
)

// frames renders a frame once for each section, each menu item that is current and each language.
type frames struct {
	mu   sync.Mutex
	done map[frameKey]*frame
}

type frameKey struct{ section, current, lang string }

// frame returns the frame of a page at an address.
func (r *Renderer) frame(address, lang string) (*frame, error) {
	section, _, _ := strings.Cut(strings.TrimPrefix(address, "/"), "/")
	key := frameKey{section, r.currentItem(address), lang}
	r.frames.mu.Lock()
	defer r.frames.mu.Unlock()
	if f := r.frames.done[key]; f != nil {
		return f, nil
	}
	settings := &r.Model.Content.Settings
	data := frameData{
		Settings: settings, Lang: lang, Head: headSlot, Main: mainSlot,
		Menu: menu(settings.Menu, key.current), Footer: menu(settings.Footer, key.current),
		Section: section, Search: key.current == model.SearchAddress,
	}
	if r.Model.Preview() {
		data.Published = r.Model.Own
	}
	if r.Model.Editing && r.Model.PageAt(model.NewActivityAddress) != nil {
		data.NewActivity = model.NewActivityAddress
	}
	var buf bytes.Buffer
	if err := r.templates.execute(&buf, "frame.html", data); err != nil {
		return nil, err
	}
	before, rest, ok := strings.Cut(buf.String(), headSlot)
	between, after, ok2 := strings.Cut(rest, mainSlot)
	if !ok || !ok2 {
		return nil, fmt.Errorf("templates/frame.html must hold {{.Head}} and after it {{.Main}}")
	}
	broken := func(html string) string {
		var out bytes.Buffer
		writeBreaks(&out, []byte(html))
		return out.String()
	}
	f := &frame{before, between, broken(after)}
	if r.frames.done == nil {
		r.frames.done = map[frameKey]*frame{}
	}
	r.frames.done[key] = f
	return f, nil
}

// currentItem finds the menu item under which an address lies: the one with the longest beginning in common.
func (r *Renderer) currentItem(address string) string {
	if address == model.SearchAddress {
		return address
	}
	var current string
	for _, items := range [][]content.MenuItem{r.Model.Content.Settings.Menu, r.Model.Content.Settings.Footer} {
		for _, item := range items {
			if len(item.Address) > len(current) && strings.HasPrefix(address, item.Address) &&
				(item.Address != "/" || address == "/") {
				current = item.Address
			}
		}
	}
	return current
}

func menu(items []content.MenuItem, current string) []menuItem {
	list := make([]menuItem, len(items))
	for i, item := range items {
		list[i] = menuItem{item.Title, item.Address, item.Address == current}
	}
	return list
}

// buffers holds pages as they are made.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Page renders a whole page: the frame round the head and the main part.
func (r *Renderer) Page(w io.Writer, h Head, address, name string, data any) error {
	f, err := r.frame(address, h.Lang)
	if err != nil {
		return err
	}
	buf, _ := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	buf.Reset()
	buf.WriteString(f.before)
	h.write(buf)
	if err := r.writeLinked(buf, &h, address); err != nil {
		return err
	}
	buf.WriteString(f.between)
	body, _ := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(body)
	body.Reset()
	if err := r.templates.execute(body, name, data); err != nil {
		return err
	}
	writeBreaks(buf, body.Bytes())
	buf.WriteString(f.after)
	_, err = w.Write(buf.Bytes())
	return err
}
