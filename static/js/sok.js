// The search page. The index is fetched, a few files of it, when there is something to search for.
import { find, marked, page } from './sok/find.js';
import { open } from './sok/index.js';

const form = document.querySelector('form[data-index]');
const input = form.querySelector('input');
const status = document.querySelector('[role=status]');
const results = document.getElementById('traffar');
const title = document.title;

function element(name, attributes, ...children) {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...children);
  return made;
}

const marks = (text, terms) => marked(text, terms).map((piece, i) => (i % 2 ? element('mark', {}, piece) : piece));

function entry({ path, name, facts, summary }, terms) {
  const text = element('div', { className: 'entry-text' }, element('h3', {}, element('a', { href: path }, ...marks(name, terms))));
  if (facts) text.append(element('p', { className: 'entry-meta' }, facts));
  if (summary) text.append(element('p', {}, ...marks(summary, terms)));
  return element('li', { className: 'entry' }, text);
}

// The hits by kind; the kind with the best hit comes first.
function grouped(hits) {
  const groups = new Map();
  for (const hit of hits) {
    if (!groups.has(hit.kind)) groups.set(hit.kind, { name: hit.kind, hits: [] });
    groups.get(hit.kind).hits.push(hit);
  }
  return [...groups.values()];
}

const more = 10;

async function section({ name, hits }, shown, terms, id, { contents, load }) {
  const list = element('ul', { className: 'entry-list' });
  const add = async (n) => {
    const next = await Promise.all(hits.slice(list.children.length, list.children.length + n).map((hit) => page(hit, contents, load)));
    const items = next.map((p) => entry(p, terms));
    list.append(...items);
    return items[0];
  };
  await add(shown);
  const heading = element('h2', { id }, name, ' ', element('span', { className: 'search-count' }, `(${hits.length})`));
  const made = element('section', { className: 'section' }, heading, list);
  made.setAttribute('aria-labelledby', id);
  const button = element('button', { type: 'button', className: 'button button-quiet' });
  const label = () => {
    const left = hits.length - list.children.length;
    button.textContent = `Visa ${Math.min(more, left)} till i ${name}`;
    if (left === 0) button.remove();
  };
  button.addEventListener('click', async () => {
    try {
      const first = await add(more);
      label();
      first.querySelector('a').focus();
    } catch {
      anew();
    }
  });
  made.append(button);
  label();
  return made;
}

const failed = () => { status.textContent = 'Det gick inte att söka just nu. Försök igen om en stund.'; };

function summary(query, hits, whole) {
  if (hits.length === 0) return `Inga träffar på ”${query}”. Pröva ett annat ord, eller en del av ordet.`;
  const text = `${hits.length} ${hits.length === 1 ? 'träff' : 'träffar'} på ”${query}”.`;
  return whole ? text : `Ingen sida har alla orden. ${text}`;
}

let index;
const opened = (cache) => (index ??= open(form.dataset.index, cache));

let latest = 0;
async function search(cache = 'default') {
  const mine = ++latest;
  const query = input.value.trim();
  const address = query ? `${location.pathname}?q=${encodeURIComponent(query)}` : location.pathname;
  history.replaceState(null, '', address);
  document.title = query ? `${query} – ${title}` : title;
  if (query.length < 2) {
    results.replaceChildren();
    status.textContent = query ? 'Skriv minst två bokstäver.' : '';
    return;
  }
  try {
    const used = await opened(cache);
    const { terms, hits, whole } = await find(query, used.contents, used.load);
    const groups = grouped(hits);
    const shown = groups.length === 1 ? 10 : groups.length < 4 ? 5 : 3;
    const sections = await Promise.all(groups.map((g, i) => section(g, i < 5 ? shown : 0, terms, `traffar-${i}`, used)));
    if (mine !== latest) return;
    results.replaceChildren(...sections);
    status.textContent = summary(query, hits, whole);
  } catch {
    if (mine !== latest) return;
    if (cache === 'default') anew();
    else failed();
  }
}

// The site has been published anew since the index was opened, or the net is away: open it again, once.
function anew() {
  index = undefined;
  search('no-cache');
}

// Who has come to the field will search.
input.addEventListener('focus', () => opened('default').catch(() => {}), { once: true });
let pause;
input.addEventListener('input', () => {
  clearTimeout(pause);
  pause = setTimeout(() => search(), 250);
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  clearTimeout(pause);
  search();
});
const asked = new URLSearchParams(location.search).get('q');
if (asked) {
  input.value = asked;
  search();
}
