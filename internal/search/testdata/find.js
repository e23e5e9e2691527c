// Answers queries, one to a line, from an index in the folder of the first argument: the numbers of the best pages, and how many bytes
// of which files were read.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { find } from './js/sok/find.js';

const [folder, buckets, docs] = process.argv.slice(2);
for (const query of readFileSync(0, 'utf8').split('\n')) {
  const files = new Set();
  const load = async (name) => {
    files.add(name);
    return readFileSync(join(folder, name), 'utf8');
  };
  const { hits, whole } = await find(query, { buckets: Number(buckets), docs: Number(docs) }, load);
  console.log(JSON.stringify({ query, hits, whole, files: [...files] }));
}
