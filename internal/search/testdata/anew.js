// Answers a query, with an index that another takes the place of after so many files have been read as an argument
// says: the addresses of what is shown, or null where a file was gone.
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { find, page } from './js/sok/find.js';
import { open } from './js/sok/index.js';

const [before, after, table] = process.argv.slice(2);
const answers = [];
for (const query of readFileSync(0, 'utf8').split('\n')) {
  for (let left = 0; left < 12; left++) {
    let read = 0;
    const get = async (address) => {
      const file = join(read++ < left ? before : after, basename(address));
      return { ok: existsSync(file), text: () => readFileSync(file, 'utf8') };
    };
    try {
      const { contents, load } = await open(table, 'default', get);
      const { hits } = await find(query, contents, load);
      const pages = await Promise.all(hits.slice(0, 5).map((hit) => page(hit, contents, load)));
      answers.push(pages.map((p) => p.path));
    } catch {
      answers.push(null);
    }
  }
}
console.log(JSON.stringify(answers));
