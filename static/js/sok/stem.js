// The stems of Swedish words, by Snowball's algorithm (https://snowballstem.org/algorithms/swedish/stemmer.html): inflected forms of a
// word have the same stem. The index is made with the same algorithm; a test compares the two, word by word.

const ends = (
  'heterna hetens heten heter anden andes andet arnas ernas ornas arens arna erna orna ande arne aste aren ades erns ' +
  'ade are ern ens het ast ad en ar er or as es at a e s'
).split(' ').sort((a, b) => b.length - a.length);

// A word's end is cut only after its first vowel and the consonant behind it, and never before its fourth letter.
const start = (word) => Math.max(3, /[aeiouyåäö][^aeiouyåäö]/.exec(word)?.index + 2 || word.length);

// The definite forms of neuters, of which the algorithm knows nothing: mötet, mötena. It knows deltagandet, and words with these
// beginnings have another -et: universitet.
const foreign = /(?:h|iet|uit|fab|[cdmnprstx]it|[ai]lit|ivit|kvit|kom|rak|pak|stak|..and)$/;

function indefinite(word) {
  const plural = /^(...+e)nas?$/u.exec(word)?.[1];
  if (plural) return plural;
  const rest = /^(..+[^aeiouyåäö])ets?$/u.exec(word)?.[1];
  return rest && /[aeiouyåäö]/.test(rest) && !foreign.test(rest) ? rest : word;
}

export function stem(word) {
  word = indefinite(word);
  const from = start(word);
  const has = (end) => word.length - end.length >= from && word.endsWith(end);
  const cut = (n) => { word = word.slice(0, word.length - n); };
  const end = ends.find(has);
  if (end && (end !== 's' || /[bcdfghjklmnoprtvy]s$/.test(word))) cut(end.length);
  if (['dd', 'gd', 'nn', 'dt', 'gt', 'kt', 'tt'].some(has)) cut(1);
  if (has('fullt') || has('löst')) cut(1);
  else if (has('lig') || has('els')) cut(3);
  else if (has('ig')) cut(2);
  return word;
}
