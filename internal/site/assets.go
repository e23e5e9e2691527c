package site

import (
	"crypto/sha256"
	"fmt"
	"io/fs"

	"so-in.se/psi/internal/asset"
	"so-in.se/psi/internal/memo"
)

// assetMemo remembers the assets from one build to the next, by a hash of the static files.
type assetMemo = memo.Memo[[sha256.Size]byte, assets]

type assets struct {
	set *asset.Set
	err error
}

// buildAssets makes the assets. Without a memo, which may be nil, the static files are read only once.
func buildAssets(static fs.FS, remembered *assetMemo) (*asset.Set, error) {
	if remembered == nil {
		return asset.Build(static)
	}
	hash := sha256.New()
	err := fs.WalkDir(static, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		var data []byte
		if d.Type().IsRegular() {
			data, err = fs.ReadFile(static, name)
		}
		fmt.Fprintf(hash, "%q %v %x\n", name, d.Type(), sha256.Sum256(data))
		return err
	})
	if err != nil {
		return asset.Build(static) // which says what is wrong in its own words
	}
	a := remembered.Get([sha256.Size]byte(hash.Sum(nil)), func() assets {
		set, err := asset.Build(static)
		return assets{set, err}
	})
	remembered.Next()
	return a.set, a.err
}
