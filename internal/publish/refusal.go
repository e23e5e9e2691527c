package publish

import (
	"fmt"
	"path/filepath"
	"strconv"
)

// Refusal says why a folder is left as it is, and what to do instead. Editors read it.
type Refusal struct {
	Message string // Swedish, full sentences
	Hint    string // Swedish, a way out
	Err     error  // the cause, for developers; often nil
}

// Error returns the message and the hint.
func (r *Refusal) Error() string { return r.Message + " " + r.Hint }

// Unwrap returns the cause.
func (r *Refusal) Unwrap() error { return r.Err }

const chooseOther = "välj en annan mapp att skriva till, till exempel --out webbplats."

func refuseRoot(dir string) error {
	return &Refusal{
		Message: fmt.Sprintf("psi kan inte skriva webbplatsen till ”%s”, eftersom det är hela disken.", dir),
		Hint:    "Välj en mapp att skriva till, till exempel --out webbplats.",
	}
}

func refuseSource(dir, source string) error {
	return &Refusal{
		Message: fmt.Sprintf("psi kan inte skriva webbplatsen till ”%s”, eftersom den mappen och ”%s”, som "+
			"webbplatsen görs av, ligger i varandra.", dir, source),
		Hint: "Välj en mapp för sig att skriva till, till exempel --out webbplats.",
	}
}

func refuseFile(dir string) error {
	return &Refusal{
		Message: fmt.Sprintf(
			"psi kan inte skriva webbplatsen till ”%s”, eftersom det är en fil och inte en mapp.", dir),
		Hint: "Flytta filen, eller " + chooseOther,
	}
}

func refuseForeign(dir, file string, n int) error {
	message := fmt.Sprintf(
		"Filen ”%s” har inte skrivits av psi, och psi ersätter bara sina egna filer. Mappen ”%s” är därför orörd.",
		filepath.Join(dir, filepath.FromSlash(file)), dir)
	hint := "Flytta filen till en annan mapp, eller " + chooseOther
	if n > 1 {
		message += " Det finns " + strconv.Itoa(n) + " sådana filer i mappen."
		hint = "Flytta filerna till en annan mapp, eller " + chooseOther
	}
	return &Refusal{Message: message, Hint: hint}
}

func refuseRecord(dir string, err error) error {
	return &Refusal{
		Message: fmt.Sprintf("Filen ”%s” går inte att läsa. Den talar om vilka filer i mappen som är psi:s egna, "+
			"så mappen är orörd.", filepath.Join(dir, recordName)),
		Hint: fmt.Sprintf("Flytta mappen ”%s”, eller ", dir) + chooseOther,
		Err:  err,
	}
}

func refuseBusy(dir string) error {
	return &Refusal{
		Message: fmt.Sprintf("En annan körning av psi skriver just nu till mappen ”%s”.", dir),
		Hint:    "Vänta tills den är klar och försök igen, eller " + chooseOther,
	}
}

func refuseWorkplace(dir, work string) error {
	return &Refusal{
		Message: fmt.Sprintf("psi behöver mappen ”%s” medan webbplatsen skrivs till ”%s”, men där finns redan något "+
			"som psi inte har gjort.", work, dir),
		Hint: fmt.Sprintf("Flytta ”%s”, eller ", work) + chooseOther,
	}
}

func refuseFixed(dir string, err error) error {
	return &Refusal{
		Message: fmt.Sprintf("Mappen ”%s” går inte att ersätta, eftersom den är en monterad disk eller hör till en "+
			"containeravbild. Den är orörd.", dir),
		Hint: fmt.Sprintf("Skriv till en mapp i den, till exempel --out %s.", filepath.Join(dir, "webbplats")),
		Err:  err,
	}
}
