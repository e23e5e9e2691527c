// Finding the word that was meant by one that is mistyped.
import { bare } from './words.js';

// What inflection adds to a word.
const endings = new Set('|s|n|en|ens|et|ets|t|r|er|ers|erna|ar|ars|arna|or|orna|na|a|an|ans|e'.split('|'));

// How far a word of a length may be from what was meant.
const allowed = (length) => (length < 4 ? 0 : length < 5 ? 0.7 : length < 8 ? 1 : 2);

// How far what was typed is from a word, with any ending: a letter that is wrong, missing or one too many counts 1, two that have
// changed places 0.7, and one that is doubled, or should be, 0.5. What is farther than most is Infinity.
export function distance(typed, word, most) {
  if (Math.abs(typed.length - word.length) > most + 4) return Infinity;
  let two = [], one = Array.from({ length: typed.length + 1 }, (_, j) => j);
  for (let i = 1; i <= word.length; i++) {
    const row = [i];
    for (let j = 1; j <= typed.length; j++) {
      const w = word[i - 1], t = typed[j - 1];
      row[j] = Math.min(
        one[j] + (w === word[i - 2] ? 0.5 : 1),
        row[j - 1] + (t === typed[j - 2] ? 0.5 : 1),
        one[j - 1] + (w === t ? 0 : 1),
        i > 1 && j > 1 && w !== t && w === typed[j - 2] && t === word[i - 2] ? two[j - 2] + 0.7 : Infinity,
      );
    }
    if (Math.min(...row) > most) return Infinity;
    two = one;
    one = row;
  }
  let least = Infinity;
  for (let j = Math.max(0, typed.length - 4); j <= typed.length; j++) {
    // An ending is more likely than none of it is typed wrong.
    if (endings.has(typed.slice(j))) least = Math.min(least, one[j] + (j < typed.length ? 0.1 : 0));
  }
  return least <= most + 0.1 ? least : Infinity;
}

// The word nearest to what was typed, if any is near enough.
export function nearest(typed, words, most = allowed(typed.length)) {
  const plain = bare(typed);
  let best;
  for (const word of words) {
    const far = distance(plain, bare(word), Math.min(most, allowed(word.length)));
    if (far < (best?.far ?? Infinity)) best = { word, far };
  }
  return best?.word;
}
