package swedish

import (
	_ "embed"
	"time"
)

// The rules of Europe/Stockholm, as the Go distribution has them in lib/time/zoneinfo.zip. They are a part of the
// program, since time.LoadLocation prefers the machine's rules to those of time/tzdata, and two machines may have rules
// of different years.
//
//go:embed stockholm.tzif
var stockholmRules []byte

var stockholm = loadStockholm()

// Zone returns Europe/Stockholm. It is always the same pointer.
func Zone() *time.Location { return stockholm }

func loadStockholm() *time.Location {
	zone, err := time.LoadLocationFromTZData("Europe/Stockholm", stockholmRules)
	if err != nil {
		panic("swedish: the embedded time zone is damaged: " + err.Error())
	}
	return zone
}
