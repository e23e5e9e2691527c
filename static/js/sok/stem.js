// The stems of Swedish words, by Snowball's algorithm (https://snowballstem.org/algorithms/swedish/stemmer.html): inflected forms of a
// word have the same stem. The index is made with the same algorithm; a test compares the two, word by word.

const ends = (
  'heterna hetens heten heter anden andes andet arnas ernas ornas arens arna erna orna ande arne aste aren ades erns ' +
  'ade are ern ens het ast ad en ar er or as es at a e s'
).split(' ').sort((a, b) => b.length - a.length);

// A word's end is cut only after its first vowel and the consonant behind it, and never before its fourth letter.
const start = (word) => Math.max(3, /[aeiouyåäö][^aeiouyåäö]/.exec(word)?.index + 2 || word.length);

export function stem(word) {
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
