package asset

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/evanw/esbuild/pkg/api"
)

// engines are the oldest browsers whose syntax the output keeps to: those of spring 2023, which all know @layer and
// @container. Newer syntax, such as nesting, is rewritten for them.
var engines = []api.Engine{
	{Name: api.EngineChrome, Version: "111"},
	{Name: api.EngineEdge, Version: "111"},
	{Name: api.EngineFirefox, Version: "114"},
	{Name: api.EngineSafari, Version: "16.4"},
}

// namespace marks paths as names below static/. esbuild looks for nothing on the disk outside its own namespace "file".
const namespace = "static"

// bundler answers esbuild's questions from the tree.
type bundler struct {
	static    fs.FS
	addresses map[string]string // of the files that url() may name
	sources   map[string]bool   // all scripts and style sheets
	mu        sync.Mutex
	read      map[string]bool // those sources that were bundled
}

type output struct {
	entry string
	data  []byte
}

// bundle makes one file of each entry and the parts that it imports, all in one run of esbuild.
func bundle(static fs.FS, src sources, addresses map[string]string) ([]output, error) {
	b := &bundler{static: static, addresses: addresses, sources: make(map[string]bool), read: make(map[string]bool)}
	for _, name := range slices.Concat(src.entries, src.parts) {
		b.sources[name] = true
	}
	outputs, err := b.run(src.entries)
	if err != nil {
		return nil, err
	}
	var errs []error
	for _, name := range src.parts {
		if !b.read[name] {
			errs = append(errs, fmt.Errorf("static/%s: nothing imports this file, so it would reach no visitor", name))
		}
	}
	return outputs, errors.Join(errs...)
}

func (b *bundler) run(entries []string) ([]output, error) {
	if len(entries) == 0 {
		return nil, nil
	}
	points := make([]api.EntryPoint, len(entries))
	for i, name := range entries {
		// With the prefix no entry can be taken for a file in the working directory.
		points[i] = api.EntryPoint{
			InputPath: namespace + ":" + name, OutputPath: strings.TrimSuffix(name, path.Ext(name)),
		}
	}
	result := api.Build(api.BuildOptions{
		EntryPointsAdvanced: points,
		Outdir:              "out", // names the outputs; nothing is written
		TsconfigRaw:         "{}",
		Plugins:             []api.Plugin{{Name: namespace, Setup: b.setup}},
		Bundle:              true,
		Format:              api.FormatESModule,
		Platform:            api.PlatformBrowser,
		Engines:             engines,
		Charset:             api.CharsetUTF8,
		LegalComments:       api.LegalCommentsNone,
		MinifyWhitespace:    true,
		MinifyIdentifiers:   true,
		MinifySyntax:        true,
		LogLevel:            api.LogLevelSilent,
	})
	// esbuild calls faulty CSS a warning. A faulty rule is a rule that no visitor sees, so that is not enough.
	if messages := slices.Concat(result.Errors, result.Warnings); len(messages) > 0 {
		errs := make([]error, len(messages))
		for i, m := range messages {
			errs[i] = messageError(m)
		}
		return nil, errors.Join(errs...)
	}
	outputs := make([]output, len(result.OutputFiles))
	for i, f := range result.OutputFiles {
		dir, base := filepath.Split(f.Path)
		outputs[i] = output{entry: filepath.Base(dir) + "/" + base, data: f.Contents}
	}
	return outputs, nil
}

// messageError turns esbuild's message into "static/css/psi.css:3:5: …", with the column in runes from 1.
func messageError(m api.Message) error {
	at := m.Location
	if at == nil {
		return errors.New(m.Text)
	}
	name := "static/" + strings.TrimPrefix(at.File, namespace+":")
	column := utf8.RuneCountInString(at.LineText[:min(at.Column, len(at.LineText))]) + 1
	return fmt.Errorf("%s:%d:%d: %s", name, at.Line, column, m.Text)
}

func (b *bundler) setup(build api.PluginBuild) {
	build.OnResolve(api.OnResolveOptions{Filter: ".*"}, b.resolve)
	build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: namespace}, b.load)
}

func (b *bundler) resolve(args api.OnResolveArgs) (api.OnResolveResult, error) {
	if args.Kind == api.ResolveEntryPoint {
		return api.OnResolveResult{Path: strings.TrimPrefix(args.Path, namespace+":"), Namespace: namespace}, nil
	}
	if u, err := url.Parse(args.Path); err == nil && (u.Scheme != "" || u.Host != "" || u.Path == "") {
		return api.OnResolveResult{Path: args.Path, External: true}, nil // data:, https:, #gradient
	}
	if args.Kind == api.ResolveCSSURLToken {
		return b.resolveURL(args)
	}
	name := target(args.Importer, args.Path)
	switch {
	case args.Kind != api.ResolveCSSImportRule &&
		!strings.HasPrefix(args.Path, ".") && !strings.HasPrefix(args.Path, "/"):
		return api.OnResolveResult{}, fmt.Errorf(
			"%q is the name of a package: a script can import files only, as in \"./%[1]s.js\"", args.Path,
		)
	case !b.sources[name]:
		return api.OnResolveResult{}, fmt.Errorf("there is no style sheet or script static/%s", name)
	case path.Ext(name) != path.Ext(args.Importer):
		return api.OnResolveResult{}, fmt.Errorf("static/%s is of another kind than the file that imports it", name)
	}
	return api.OnResolveResult{Path: name, Namespace: namespace}, nil
}

// resolveURL gives url() in a style sheet the published address of the file that it names.
func (b *bundler) resolveURL(args api.OnResolveArgs) (api.OnResolveResult, error) {
	reference, suffix := args.Path, ""
	if i := strings.IndexAny(reference, "?#"); i >= 0 {
		reference, suffix = reference[:i], reference[i:]
	}
	reference, err := url.PathUnescape(reference)
	if err != nil {
		return api.OnResolveResult{}, err
	}
	name := target(args.Importer, reference)
	address, ok := b.addresses[name]
	if !ok {
		return api.OnResolveResult{}, fmt.Errorf("there is no file static/%s", name)
	}
	return api.OnResolveResult{Path: address + suffix, External: true}, nil
}

// target is the name below static/ that a reference in the importer means; a leading slash stands for static/ itself.
func target(importer, reference string) string {
	if strings.HasPrefix(reference, "/") {
		return path.Clean(reference)[1:]
	}
	return path.Join(path.Dir(importer), reference)
}

func (b *bundler) load(args api.OnLoadArgs) (api.OnLoadResult, error) {
	data, err := fs.ReadFile(b.static, args.Path)
	if err != nil {
		return api.OnLoadResult{}, err
	}
	b.mu.Lock()
	b.read[args.Path] = true
	b.mu.Unlock()
	contents, loader := string(data), api.LoaderJS
	if path.Ext(args.Path) == ".css" {
		loader = api.LoaderCSS
	}
	return api.OnLoadResult{Contents: &contents, Loader: loader}, nil
}
