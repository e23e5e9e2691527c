// Words, as the search and its index take them. Nothing here touches the page.
import { stem } from './stem.js';

// Without rings, dots and accents.
export const bare = (s) => s.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ø', 'o').replaceAll('æ', 'a');

export const wordsOf = (text) => text.normalize('NFC').toLowerCase().replace(/\p{Cf}/gu, '').match(/[\p{L}\p{Nd}]+/gu) ?? [];

// Words that tell nothing of what is looked for.
const stop = new Set((
  'alla allt att av bli blir bland blev borde bra då de del dem den denna deras dess det detta dig din ditt där efter ej eller en er era ett ' +
  'finns finnas från få får för förstå gör göra ha hade händer han hans har henne hennes hitta hittar hon hur här hos i icke in information ingen ' +
  'inom inte jag ja ju kan kommande kommer kunde kunna man med mellan men mer mig min mina mitt mot mycket ni nu någon något några när näst nästa ' +
  'och om oss på samma sedan ska skall skulle sig sin sina snart som så sådan sök söka söker till tips under upp ut utan vad var vara varför varje vart ' +
  'veta vem vems vet vi vid vilka vilken vilket vill vår våra vårt även åt än är över the of and in'
).split(' '));

export const tells = (word) => !stop.has(word);

// Leaves out what tells nothing, unless there is nothing else.
export function telling(words) {
  const left = words.filter(tells);
  return left.length ? left : words;
}

// The stem of a word that may be typed without rings and dots: where the index has arbetslös, arbetslost has lost its t, too.
const stemOf = (raw) => stem(raw).replace(/^(...+)lost$/u, '$1los');

// A word to look for. A long word has lost one of two consonants at its end, where a short one keeps both: bygd, landsbyg(d).
export function term(raw, word = stemOf(raw)) {
  return { raw, word, bare: bare(word), end: bare(word).replace(/(?:([dgkt])t|([dg])d|(n)n)$/, '$1$2$3') };
}

// How well a stem of the index matches a term, from 0 to 1. A letter typed with ring or dots is meant so; one without may have them.
export function strength(found, term) {
  const plain = bare(found);
  const meant = (at) => plain.length !== found.length || [...term.word].every((c, i) => c === term.bare[i] || c === (found[at + i] ?? c));
  if (plain === term.bare) return !meant(0) ? 0 : found === term.word ? 1 : 0.9;
  if (term.bare.length < 3) return 0;
  if (plain.startsWith(term.bare)) return meant(0) ? 0.6 : 0;
  const last = plain.length - term.end.length;
  if (last >= 2 && plain.length > 5 && plain.endsWith(term.end)) return meant(last) ? 0.5 : 0;
  if (term.bare.length > 3) {
    const at = plain.indexOf(term.bare);
    if (at > 1) return meant(at) ? 0.35 : 0;
  }
  // A word half typed may be longer than its stem will be.
  if (plain.length > 3 && term.bare.length - plain.length < 4 && term.bare.startsWith(plain)) return 0.3;
  return 0;
}

// Cuts a text where words match, for marking them: every other piece is a match.
export function marked(text, list) {
  const pieces = [''];
  for (const piece of text.split(/([\p{L}\p{Nd}]+)/u)) {
    const word = stem(piece.normalize('NFC').toLowerCase());
    if (piece && list.some((term) => strength(word, term) > 0)) pieces.push(piece, '');
    else pieces[pieces.length - 1] += piece;
  }
  return pieces;
}
