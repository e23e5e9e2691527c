// Answers queries, one to a line, from an index in the folder of the first argument, with the table of contents of the
// second: the places of the best pages in the order of all, the addresses of those that are shown, which files were
// read, what was taken for mistyped, and what is suggested.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { find, page } from './js/sok/find.js';
import { open } from './js/sok/index.js';

const [folder, table] = process.argv.slice(2);
const shown = 15;
for (const query of readFileSync(0, 'utf8').split('\n')) {
  const files = [];
  const get = async (address) => {
    files.push(basename(address));
    return { ok: true, text: () => readFileSync(join(folder, basename(address)), 'utf8') };
  };
  const { contents, load } = await open(table, 'default', get);
  const { hits, whole, mended, suggestions } = await find(query, contents, load);
  const pages = await Promise.all(hits.slice(0, shown).map((hit) => page(hit, contents, load)));
  console.log(JSON.stringify({ query, hits: hits.map((hit) => hit.place), paths: pages.map((p) => p.path), whole, files, mended, suggestions }));
}
