package swedish

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// LongWord is from how many letters a word is worth dividing: about as many as a heading has room for on a narrow
// telephone.
const LongWord = 14

// shortestPart is how many letters a part of a divided word has at least.
const shortestPart = 3

// Seams returns where a long compound may be divided, as byte offsets into it in ascending order: where its parts meet,
// and nowhere else. It is nil for a word that is short, or whose parts are not known. Upper and lower case are alike.
//
// Swedish writes compounds as one word, and nothing but a vocabulary tells where they join. This one is of the words
// that an organisation for social innovation writes: first parts in the form that they have in compounds, and last
// parts without their endings. A word that is not in it stays whole.
func Seams(word string) []int {
	if utf8.RuneCountInString(word) < LongWord {
		return nil
	}
	lower := strings.ToLower(word)
	if len(lower) != len(word) { // the offsets would not be the word's
		return nil
	}
	return slices.DeleteFunc(divide(lower, 0), func(at int) bool {
		return utf8.RuneCountInString(word[:at]) < shortestPart || utf8.RuneCountInString(word[at:]) < shortestPart
	})
}

// divide finds the seams of a word from a part on: first parts as long as there are any, then a last part.
func divide(word string, from int) []int {
	v := vocabulary()
	rest := word[from:]
	for n := min(len(rest)-1, v.longest); n > 0; n-- {
		if v.first[rest[:n]] {
			if more := divide(word, from+n); more != nil || v.ends(rest[n:]) {
				return append([]int{from + n}, more...)
			}
		}
	}
	// The first part is not known, but the last one is.
	for i := range rest {
		if i > shortestPart && v.ends(rest[i:]) && hasVowel(rest[:i]) {
			return []int{from + i}
		}
	}
	return nil
}

func hasVowel(s string) bool { return strings.ContainsAny(s, "aeiouyåäö") }

// compounds are the parts of compounds.
type compounds struct {
	first   map[string]bool
	last    map[string]bool
	longest int // of the first parts, in bytes
}

// endings are what inflection and derivation add to a last part.
var endings = []string{
	"", "s", "n", "en", "ens", "et", "ets", "t", "ts", "a", "an", "ans", "ar", "arna", "arnas", "ars", "na", "nas", "e",
	"er", "ers", "erna", "ernas", "or", "orna", "ornas", "r", "rna", "rnas", "are", "aren", "arens", "ares",
	"arnes", "ns", "de", "dets", "ade", "at", "igt", "iga", "ig",
}

// ends reports whether a text is a last part with an ending.
func (v *compounds) ends(s string) bool {
	return slices.ContainsFunc(endings, func(ending string) bool {
		stem, ok := strings.CutSuffix(s, ending)
		return ok && v.last[stem]
	})
}

var vocabulary = sync.OnceValue(func() *compounds {
	v := &compounds{first: map[string]bool{}, last: map[string]bool{}}
	for _, part := range strings.Fields(firstParts) {
		v.first[part] = true
		v.longest = max(v.longest, len(part))
	}
	for _, part := range strings.Fields(lastParts) {
		v.last[part] = true
	}
	return v
})

// firstParts are parts with which compounds begin, in the form that they have there.
const firstParts = `
aktivitets alla allmän anmälnings ansöknings användar arbets arbetsgivar arbetslivs arbetslöshets arbetsmarknads
arbetsmiljö arrangör arvs asyl avtals barn barnavårds barnfamiljs basår behandlings behovs beredskaps berättar
beskrivnings besluts besöks beteende bidrags bildnings boende bostads bransch brotts brukar bygde bygg byggnads
centrum cirkels civil coach company dag dags dans data delaktighets deltagar demokrati dialog digital digitaliserings
diskriminerings distans drift effekt ekonomi elev energi engagemangs entreprenörs erfarenhets europa evenemangs export
familje fattigdoms finansierings finansiär flick flykting folk folkbildnings folkhälso folkhögskole forsknings fram
framtids fritids fritidsgårds frivillig funktions funktionshinder funktionsrätts förebyggande förenings föreningslivs
företagar företags förhandlings förnyelse försörjnings förtroende förvaltnings föräldra förändrings genomförande
global grann grund grupp gymnasie gymnasieskole halvårs handels handlednings handlings hantverks helg heltids hem
hemlöshets hjälp hälso hållbarhets höst idrotts idé inflytande informations inkluderings inkomst innovations insats
integrations integritets internet investerings jobb jordbruks jämlikhets jämställdhets kalender kapacitets karriär
klass klimat kollektiv kommun kommunikations kommunstyrelse kompetens konferens konst konsument kontakt kontakts
kooperations kris kultur kunskaps kvalitets kvarters kvinno kvälls landsbygds landskaps landstings ledar lednings
leksaks livs lokal loppis läns länsstyrelse lärande lärar lättläst långtids mans mark marknads matlagnings medarbetar
medborgar medel medlems mellan metod miljö mobilitets modell morgon motions mottagnings musik mål målgrupps möjlighets
mötes mötesplats nationalitets natt natur nyanlända nyhets närhets närings näringslivs nätverks odlings offentlig
område områdes omsorgs omställnings omvärlds organisations partner partnerskaps person personal personuppgifts pilot
plan planerings platsutvecklings pojk politik prenumerations press prioriterings problem process processledar program
projekt projekts provnings psykiatri publik påverkans rapport rapporterings referens region regional rehabiliterings
rekryterings remiss resultat resurs risk rättighets rådgivnings rörelse samarbets samhälls samman samordnings samtals
samverkans sekretess semester sjukvårds skogs skydds slöjd snick social socialtjänst sommar sport språk stads
stadsdels statistik statsbidrags stipendie stor strategi strukturfonds studie studieförbunds styr styrelse styrgrupps
stöd stöds svensk sysselsättnings system säkerhets sök teater tema tillgänglighets tillits tillväxt tjänste trafik
transport trygghets träd turism under undersköterske undervisnings ung ungdoms universitets uppdrags uppföljnings
uppgifts upphandlings upplevelse upptäckar utanförskaps utbildnings utgivnings utjämnings utlysnings utmanings
utrednings utställnings utvecklings utvärderings vaktmästeri valrörelse vardags vatten verksamhets vetenskaps vidare
vinter volontär vuxen väg välfärds välgörenhets värde värdegrunds väst växt vår vård ägar äldre ämnes ärende ålders år
års återbruks återvinnings åtgärds öppen öst över överens
`

// lastParts are parts with which compounds end, without their endings.
const lastParts = `
adress aktivitet aktör analys andel anmäl anställning ansvar ansök arbet arbetare arrangemang arrangör arv avdelning
avgift avtal barometer bas bassäng befolkning begrepp behandling behov behörighet bemötande beräkning berättelse
beskrivning beskrivningar beslut besök bevakning bibliotek bidrag bild bildning biljett blad boende bok bolag bostad
brev brist brott bruk bud budget bygd byggande byggnad byrå café central centraler centrum chans chef cirkel cirkl
coach cykel dag dans databas datum debatt del delaktighet demokrati design dialog dokument drift effekt ekonomi elev
enhet entreprenör entreprenörskap evenemang exempel expert fattigdom festival film finansiering finansiär fond fonder
form forskare forskning forum främjande främjare fråg förbud förbund förening företag företagande företagare
förhandling förlag förmedling förmåga förnyelse församling förskol försörjning förvaltning förändring gata givare
givning glädje grad grann grund grupp gymnasi gång gård handbok handel handling handläggare hantering hantverk hem
historia hjälp hus hälsa hållning högskol idrott idé industri information inkomst innehåll innovation innovatör
inriktning insats institut institution intresse investering invånare jobb journal kafé kalend kalender kalendrar
kallande kansli kapacitet kapital kartläggning kategori klubb kommun kommunikation kommunikatör kompetens konferens
konsulent konsult kontakt kontor kontrakt kooperativ kostnad kraft krav kultur kunskap kurs kvalitet kväll lag
lagstiftning landskap ledamot ledamöter ledare ledning list lista liv livet lokal lopp loppis länk lärande lärare
löner löshet lösning mall marknad match material medborgare medel medlem medlemskap mentor metod miljard miljon miljö
ministeri mission modell mottagare mottagning musik myndighet människ mässa mål målgrupp möjlig möjliggör möjlighet
möte möten nation nedsättning nivå nyckel nyhet nämnd nätverk odling ombud område omsorg omställning ordförande
ordning organisation organisationer organisatör ort paket park partner partnerskap peng pengar period person personal
perspektiv plan planering plats plattform plikt policy politik portal position post prenumeration presentation princip
prioritering problem process produkt program projekt prov publikation punkt påverkan rapport redogörels redogörelse
redovisning region register reglering rekrytering relation resa resultat resurs riktlinje risk rum rytm rätt rättighet
råd rådgivare rådgivning rörels samarbet samhäll samhälle samhället samordnare samordning samtal samverkan satsning
sektor seminari serie sida sidor situation skapare skol skola skrift skydd slöjd snickeri sort spaning specialist
språk stad statistik stipendi strategi struktur studie styrels ställning stöd stödet svar syfte sysselsättning system
säkerhet sättning team teater teknik tema teori text tid tidning tillfäll tillgänglighet tillgång tillit tillväxt
tjänst tjänsteman torg tradition trafik transport trygghet träff träning turism underlag undersökning undervisning
ungdom universitet uppdrag uppföljning uppgift upphandling upplevelse ursprung utbildning utbyte utlysning utmaning
utredning utskott utställning utvecklare utveckling utvärdering vandring vecka verk verket verksamhet verkstad
verkstäder verktyg vetenskap vinning vision väg vägen välfärd vänlig vänlighet värde värdering växt vård webb ägare
äldre ämne ändring ärende ålder år åtagande åtgärd åtgång
`
