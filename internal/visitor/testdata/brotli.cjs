// Prints how many bytes each file of a folder has when compressed with brotli, as lines of size and path. The quality is the one that
// servers use for what they compress on the way, not the best.
const fs = require('node:fs');
const zlib = require('node:zlib');
const path = require('node:path');

const root = process.argv[2];
const options = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 5 } };
for (const name of fs.readdirSync(root, { recursive: true })) {
  const file = path.join(root, name);
  if (fs.statSync(file).isFile()) {
    console.log(`${zlib.brotliCompressSync(fs.readFileSync(file), options).length} ${name.split(path.sep).join('/')}`);
  }
}
