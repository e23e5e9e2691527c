// Searching the index that internal/search writes. Nothing here touches the page.
import { nearest } from './mend.js';
import { stem } from './stem.js';
import { bare, strength, telling, tells, term, wordsOf } from './words.js';

const digits = '0123456789abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%&(';

// What a word counts for in a text, a heading, a summary and a title.
const levels = [1, 2, 4, 9];

// What a page counts for that is called what was asked for, and for what share of that: editors can lead words to several pages,
// and then the first has the highest level.
const named = 90;
const shares = [0.4, 0.6, 0.8, 1];

// How many words of a query are looked for: what is longer has been pasted.
const longest = 12;

// The words of a query that are looked for, each once.
export function terms(query) {
  const stems = new Map();
  for (const word of telling(wordsOf(query).filter((word) => word.length > 1))) {
    if (!stems.has(stem(word))) stems.set(stem(word), term(word));
  }
  return [...stems.values()].slice(0, longest);
}

// The file in which a word is looked for.
export function bucket(word, buckets) {
  let h = 2166136261;
  for (const c of [...word].slice(0, 3)) h = Math.imul(h ^ c.codePointAt(0), 16777619);
  return (h >>> 0) % buckets;
}

// Loads a file of the index. The table of contents tells the eight digits in the name of each, one file after another.
const file = (group, i, { contents, load }) => load(`${group}${i}.${contents[group].slice(8 * i, 8 * i + 8)}.txt`);

// Loads the file in which a word is looked for: in full by its first three letters, mistyped by its first.
const fileOf = (group, word, index) => file(group, bucket(bare(word), index.contents[group].length / 8), index);

// The kinds and the order of pages: by the number of each. What is coming has the time 1, what has been -1.
function order(text) {
  const places = new Map();
  for (const line of text.split('\n')) {
    const [title, numbers] = line.split('\t');
    const time = { '+': 1, '-': -1 }[title[0]] ?? 0;
    const kind = time ? title.slice(1) : title;
    for (const number of numbers?.split(' ') ?? []) places.set(parseInt(number, 36), { kind, time, place: places.size });
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

// The words in a file, and the names.
function* wordLines(text) {
  for (const line of text.split('\n')) {
    const at = line.search(/[ *]/);
    if (at > 0 && line[0] !== '=') yield { found: line.slice(0, at), common: line[at] === '*', list: line.slice(at + 1) };
  }
}
function* nameLines(text) {
  for (const line of text.split('\n')) {
    const [name, list] = line.split('\t');
    if (list) yield { name: name.slice(1), list };
  }
}

const raise = (map, key, points) => map.set(key, Math.max(map.get(key) ?? 0, points));

// Looks for a term: the best score of each page, and how well the best word matches. A common word is no reason to leave a page out.
async function look(term, index) {
  const text = await fileOf('w', term.word, index);
  const found = { term, text, best: new Map(), common: false, strongest: 0 };
  for (const line of wordLines(text)) {
    const s = strength(line.found, term);
    if (s === 0) continue;
    found.strongest = Math.max(found.strongest, s);
    found.common ||= line.common && s > 0.8;
    for (const [doc, level] of pages(line.list)) raise(found.best, doc, s * levels[level]);
  }
  return found;
}

// What joins the parts of a compound.
const joined = (rest, end) => [rest, rest.replace(/^[aeosu]/, '')].some((r) => r.startsWith(end));

// Finds two words that stand next to each other in the compound that they make.
function join(first, second) {
  for (const { found, list } of wordLines(first.text)) {
    const plain = bare(found);
    const begin = [first.term.raw, first.term.word].map(bare).find((b) => b.length > 2 && plain.startsWith(b));
    if (!begin || second.term.bare.length < 3 || !joined(plain.slice(begin.length), second.term.bare)) continue;
    const s = plain.endsWith(second.term.bare) ? 0.9 : 0.6;
    for (const one of [first, second]) {
      one.strongest = Math.max(one.strongest, s);
      for (const [doc, level] of pages(list)) raise(one.best, doc, s * levels[level]);
    }
  }
}

// What may be left of a compound after the stem of its first part: the part that follows, the letters that join them, and those
// that a stem has lost.
const rests = (rest) => [rest, ...[/^[aeosutdn]/, /^[tdne]s/].map((start) => rest.replace(start, ''))].filter((r) => r.length > 3 && tells(r));

// Finds the parts of a compound that no page has: a word that is known, and what is left of the compound after it, which may be
// mistyped when mending.
async function split({ term: { raw }, text }, index, mending) {
  const begins = [...wordLines(text)].map((line) => line.found).filter((w) => w.length > 2 && bare(raw).startsWith(bare(w)));
  for (const begin of begins.sort((a, b) => b.length - a.length).slice(0, 3)) {
    for (const end of new Set(rests(raw.slice(begin.length)))) {
      const part = mending ? await mend(end, index) : await look(term(end), index);
      if (part?.strongest >= 0.6) return [await look(term(begin, begin), index), part];
    }
  }
}

// Finds the last part of a compound whose first part no page has.
async function last(raw, index) {
  for (let i = 3; i < raw.length - 4 && i < 9; i++) {
    const end = await look(term(raw.slice(i)), index);
    if (end.strongest >= 0.9) return { ...end, meant: raw.slice(i) };
  }
}

// Finds what was meant by a mistyped word.
async function mend(raw, index, most) {
  const meant = nearest(raw, (await fileOf('v', raw.slice(0, 1), index)).split('\n'), most);
  return meant && { ...(await look(term(meant), index)), meant };
}

// Finds each word, or what else it can be: parts of a compound, a word mistyped.
async function search(list, index) {
  const found = await Promise.all(list.map((t) => look(t, index)));
  for (let i = 1; i < found.length; i++) join(found[i - 1], found[i]);
  const all = await Promise.all(found.map(async (f) => {
    // What some texts mention may be what other pages are about, in parts.
    const sure = f.strongest >= 0.5;
    if (sure && (f.term.raw.length < 10 || Math.max(...f.best.values()) >= levels[2])) return f;
    const parts = await split(f, index);
    if (sure) {
      const [one, other] = (parts ?? [f, f]).map((part) => part.best);
      for (const [doc, points] of one) if (other.has(doc)) raise(f.best, doc, 0.8 * Math.min(points, other.get(doc)));
      return f;
    }
    const weak = f.strongest > 0 ? 1 : undefined;
    const other = parts ?? (await mend(f.term.raw, index, weak));
    return other ?? (weak ? f : (await split(f, index, true)) ?? (await last(f.term.raw, index)) ?? f);
  }));
  return { found: all.flat(), mended: all.flatMap((f, i) => (f.meant ? [[list[i].raw, f.meant]] : [])) };
}

// How well a word of a name matches one that is asked for: mistyped it may be another word, too, as aktiva is for Activa.
const like = (word, { term }) => {
  if (strength(stem(word), term) >= 0.9) return 1;
  return term.raw.length > 4 && nearest(term.raw, [word], 1) ? 0.8 : 0;
};

// What pages count for that are called what is asked for, or a part of it, or more.
function names(found) {
  const best = new Map();
  for (const text of new Set(found.map((f) => f.text))) {
    for (const { name, list } of nameLines(text)) {
      const words = [...new Set(telling(wordsOf(name)))];
      const both = words.map((word) => Math.max(...found.map((f) => like(word, f)))).filter(Boolean);
      if (!both.includes(1) || both.length < Math.min(words.length, found.length)) continue;
      const points = named * (2 * both.reduce((sum, l) => sum + l) / (words.length + found.length)) ** 3;
      for (const [doc, level] of pages(list)) raise(best, doc, points * shares[level]);
    }
  }
  return best;
}

// What to search for by what has been typed: names in which its last word begins a word.
function suggestions(query, found) {
  const words = wordsOf(query), last = bare(words.at(-1) ?? '');
  if (last.length < 3 || !/[\p{L}\p{Nd}]$/u.test(query)) return [];
  const rest = words.slice(0, -1).map(bare), typed = bare(words.join(' '));
  const list = new Map();
  for (const { text } of found) {
    for (const { name } of nameLines(text)) {
      const parts = wordsOf(name).map(bare);
      if (!parts.some((p) => p.startsWith(last)) || !rest.every((r) => parts.includes(r)) || parts.join(' ') === typed) continue;
      const key = parts.map((p) => stem(p)).join(' ');
      if (!list.has(key)) list.set(key, { name, first: parts.join(' ').startsWith(typed) ? 0 : 1 });
    }
  }
  return [...list.values()].sort((a, b) => a.first - b.first || a.name.length - b.name.length).slice(0, 5).map((s) => s.name);
}

// What has been counts for less than the rest; for still less where what is coming is asked for, and for no less where a year is named.
const coming = new Set(['nästa', 'näst', 'kommande', 'kommer', 'snart', 'när']);
const worth = (time, wanted) => (time < 0 ? (wanted ? 0.1 : 0.6) : time > 0 && wanted ? 3 : 1);

// Finds pages in the index with a table of contents. load gives the text of a file. The answer lists the pages, best first; whole
// tells whether the first has every word that was asked for; mended which words were taken for mistyped, and for what; suggestions
// what else to search for.
export async function find(query, contents, load) {
  const index = { contents, load };
  const list = terms(query);
  const [places, { found, mended }] = await Promise.all([file('o', 0, index).then(order), search(list, index)]);
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
  const wanted = wordsOf(query).some((word) => coming.has(word));
  const dated = /\b(19|20)\d\d\b/.test(query);
  const called = names(found);
  for (const t of total.values()) {
    t.points = (t.points + (called.get(t.doc) ?? 0)) * (t.words / asked.length) ** 2 * (dated ? 1 : worth(t.time, wanted));
  }
  const most = Math.max(0, ...[...total.values()].map((t) => t.words));
  const hits = [...total.values()].filter((t) => t.points > 0 && (t.words > most * 0.6 || called.has(t.doc)));
  hits.sort((a, b) => b.points - a.points || a.place - b.place);
  return { terms: found.map((f) => f.term), hits, whole: most === asked.length, mended, suggestions: suggestions(query, found) };
}

// What is shown of a page that was found.
export async function page({ doc }, contents, load) {
  const lines = (await file('d', Math.floor(doc / contents.per), { contents, load })).split('\n');
  const [path, name, facts, summary] = lines[doc % contents.per].split('\t');
  return { path, name, facts, summary };
}
