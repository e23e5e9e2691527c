// Searches, and shows what is found. The index is fetched, a few files of it, when there is something to search for.
import { find, page } from './sok/find.js';
import { open } from './sok/index.js';
import { marked } from './sok/words.js';

const form = document.querySelector('form[data-index]');
const input = form.querySelector('input');
const [suggested, status, results, more] = ['forslag', 'lage', 'traffar', 'fler'].map((id) => document.getElementById(id));
const whole = form.closest('.search-page');
const title = document.title;

function element(name, attributes, ...children) {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...children);
  return made;
}

const marks = (text, terms) => marked(text, terms).map((piece, i) => (i % 2 ? element('mark', {}, piece) : piece));

function entry({ path, name, facts, summary }, kind, terms) {
  const text = element('div', { className: 'entry-text' }, element('h2', {}, element('a', { href: path }, ...marks(name, terms))));
  text.append(element('p', { className: 'entry-meta' }, [kind, facts].filter(Boolean).join(' · ')));
  if (summary) text.append(element('p', {}, ...marks(summary, terms)));
  return element('li', { className: 'entry' }, text);
}

// How many hits are shown at first, and how many more at a time: as many as one glance takes, and one round trip.
const first = 5, next = 10;

const items = (answer, from, n) => Promise.all(
  answer.hits.slice(from, from + n).map(async (hit) => entry(await page(hit, answer.contents, answer.load), hit.kind, answer.terms)),
);

function label() {
  const left = answered.hits.length - results.children.length;
  more.textContent = `Visa ${Math.min(next, left)} till`;
  more.hidden = left === 0;
}

const quoted = (text) => `”${text.length > 40 ? `${text.slice(0, 39)}…` : text}”`;

function summary(query, { hits, whole: all, mended }) {
  if (hits.length === 0) return `Inga träffar på ${quoted(query)}. Pröva ett annat ord, eller en del av ordet.`;
  const count = `${hits.length} ${hits.length === 1 ? 'träff' : 'träffar'}`, text = `${count} på ${quoted(query)}.`;
  const [typed, meant] = [0, 1].map((i) => mended.map((words) => quoted(words[i])).join(' och '));
  if (typed) return `Inga träffar på ${typed}. Menade du ${meant}? Här är ${count}.`;
  return all ? text : `Ingen sida har alla orden. ${text}`;
}

// What else to search for, in one row that is always there.
function suggest(names) {
  suggested.replaceChildren(...names.map((name) => {
    const button = element('button', { type: 'button' }, name);
    button.addEventListener('click', () => {
      input.value = name;
      input.focus();
      search({ kept: true });
    });
    return element('li', {}, button);
  }));
  if (names.length) status.append(element('span', { className: 'visually-hidden' }, ` ${names.length} förslag på sökord finns efter sökfältet.`));
}

let index, answered;
const opened = (cache) => (index ??= open(form.dataset.index, cache));

// The address holds what is searched for. While it is typed the entry in the browser's history is the same; what has been asked for
// by the key, by a suggestion or by the address keeps its own, for the way back.
let kept = true;
function remember(query, keep) {
  const address = query ? `${location.pathname}?q=${encodeURIComponent(query)}` : location.pathname;
  if (location.pathname + location.search !== address) history[kept ? 'pushState' : 'replaceState'](null, '', address);
  kept = keep;
  document.title = query ? `${query} – ${title}` : title;
}

let latest = 0;
async function search({ cache = 'default', kept = false, asked = false } = {}) {
  const mine = ++latest;
  const query = input.value.replace(/\p{Cf}/gu, '').replace(/\s+/gu, ' ').trim();
  if (!asked) remember(query, kept);
  if (query.length < 2) {
    results.replaceChildren();
    more.hidden = true;
    whole.classList.remove('is-found');
    status.textContent = query ? 'Skriv minst två bokstäver.' : '';
    return suggest([]);
  }
  try {
    const used = await opened(cache);
    const answer = { ...used, ...(await find(query, used.contents, used.load)) };
    const list = await items(answer, 0, first);
    if (mine !== latest) return;
    answered = answer;
    results.replaceChildren(...list);
    whole.classList.toggle('is-found', list.length > 0);
    label();
    status.textContent = summary(query, answer);
    suggest(answer.suggestions);
  } catch {
    if (mine !== latest) return;
    if (cache === 'default') anew();
    else status.textContent = 'Det gick inte att söka just nu. Försök igen om en stund.';
  }
}

// The site has been published anew since the index was opened, or the net is away: open it again, once.
function anew() {
  index = undefined;
  search({ cache: 'no-cache', asked: true });
}

more.addEventListener('click', async () => {
  try {
    const list = await items(answered, results.children.length, next);
    results.append(...list);
    label();
    list[0].querySelector('a').focus();
  } catch {
    anew();
  }
});

let pause;
input.addEventListener('input', () => {
  clearTimeout(pause);
  pause = setTimeout(search, 250);
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  clearTimeout(pause);
  search({ kept: true });
});
function fromAddress() {
  input.value = new URLSearchParams(location.search).get('q') ?? input.value;
  search({ asked: true });
}
addEventListener('popstate', () => {
  clearTimeout(pause);
  kept = true;
  input.value = '';
  fromAddress();
});
if (location.search || input.value) fromAddress();
else opened('default').catch(() => {}); // who has come to the field will search
