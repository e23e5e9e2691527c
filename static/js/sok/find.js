// Searching the index that internal/search writes. Nothing here touches the page.
import { stem } from './stem.js';

const digits = '0123456789abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%&(';

// What a word counts for in a text, a heading, a summary and a title.
const levels = [1, 2, 4, 9];

// Without rings, dots and accents.
export const bare = (s) => s.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ø', 'o').replaceAll('æ', 'a');

export const wordsOf = (text) => text.normalize('NFC').toLowerCase().replace(/\p{Cf}/gu, '').match(/[\p{L}\p{Nd}]+/gu) ?? [];

// The words of a query, each once.
export function terms(query) {
  const stems = new Set(wordsOf(query).filter((word) => word.length > 1).map(stem));
  // A long word has lost one of two consonants at its end, where a short one keeps both: bygd, landsbyg(d).
  return [...stems].map((word) => ({ word, bare: bare(word), end: bare(word).replace(/(?:([dgkt])t|([dg])d|(n)n)$/, '$1$2$3') }));
}

// The file in which a word is looked for.
export function bucket(word, buckets) {
  let h = 2166136261;
  for (const c of [...word].slice(0, 3)) h = Math.imul(h ^ c.codePointAt(0), 16777619);
  return (h >>> 0) % buckets;
}

// The address of a file of the index. The table of contents tells the ten digits in the name of each, one file after
// another.
const address = (contents, group, i) => `${group}${i}.${contents[group].slice(10 * i, 10 * i + 10)}.txt`;

// The kinds and the order of pages: by the number of each.
function order(text) {
  const places = new Map();
  for (const line of text.split('\n')) {
    const [kind, numbers] = line.split('\t');
    for (const number of numbers?.split(' ') ?? []) places.set(parseInt(number, 36), { kind, place: places.size });
  }
  return places;
}

// The pages of a word: numbers and levels.
export function* pages(text) {
  let doc = -1, n = 0, shift = 0;
  for (const c of text) {
    const digit = digits.indexOf(c);
    n += (digit & 31) * 2 ** shift;
    shift += 5;
    if (digit >= 32) continue;
    doc += Math.floor(n / 4) + 1;
    yield [doc, n & 3];
    n = shift = 0;
  }
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

// The best score of each page for one term. A common word is no reason to leave a page out.
function score(text, term) {
  const best = new Map();
  let common = false;
  for (const line of text.split('\n')) {
    const at = line.search(/[ *]/);
    if (at < 0) continue;
    const s = strength(line.slice(0, at), term);
    if (s === 0) continue;
    common ||= line[at] === '*' && s > 0.8;
    for (const [doc, level] of pages(line.slice(at + 1))) best.set(doc, Math.max(best.get(doc) ?? 0, s * levels[level]));
  }
  return { best, common };
}

// Finds pages in the index with a table of contents. load gives the text of a file. The answer lists the pages, best
// first; whole tells whether they have every word that was asked for.
export async function find(query, contents, load) {
  const list = terms(query);
  const buckets = contents.w.length / 10;
  const [places, ...found] = await Promise.all([
    load(address(contents, 'o', 0)).then(order),
    ...list.map(async (term) => score(await load(address(contents, 'w', bucket(term.bare, buckets))), term)),
  ]);
  const asked = found.some((f) => !f.common) ? found.filter((f) => !f.common) : found;
  const total = new Map();
  for (const f of found) {
    const rare = 1 + Math.log(Math.max(1, places.size / (f.best.size || 1)));
    for (const [doc, points] of f.best) {
      const sum = total.get(doc) ?? { doc, ...places.get(doc), points: 0, words: 0 };
      sum.points += points * rare;
      sum.words += asked.includes(f) ? 1 : 0;
      total.set(doc, sum);
    }
  }
  const most = Math.max(0, ...[...total.values()].map((t) => t.words));
  const hits = [...total.values()].filter((t) => t.words === most && most > 0);
  hits.sort((a, b) => b.points - a.points || a.place - b.place);
  return { terms: list, hits, whole: most === asked.length };
}

// What is shown of a page that was found.
export async function page({ doc }, contents, load) {
  const lines = (await load(address(contents, 'd', Math.floor(doc / contents.per)))).split('\n');
  const [path, name, facts, summary] = lines[doc % contents.per].split('\t');
  return { path, name, facts, summary };
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
