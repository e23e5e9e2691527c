// Opening the index that internal/search writes. All that is read through one opening is of one index: a file that is
// gone since then fails.

// Reads the table of contents and gives it with load, which fetches each file once. cache is how the browser's memory
// of files is used; of the table it is never taken unasked.
export async function open(table, cache, get = fetch) {
  const text = async (address, how) => {
    const answer = await get(address, { cache: how });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.text();
  };
  const contents = JSON.parse(await text(table, 'no-cache'));
  const files = new Map();
  const load = (name) => {
    if (!files.has(name)) files.set(name, text(`/assets/sok/${name}`, cache));
    return files.get(name);
  };
  return { contents, load };
}
