import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TEXTS = /\.(?:css|html|js|json|mjs|svg|wasm|webmanifest)$/;
/** What is smaller fits one packet as it is. */
const LEAST_BYTES = 1024;
/** The last two steps of brotli take ten times as long, for some hundredths. */
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

const packers = { '.br': (bytes) => promisify(brotliCompress)(bytes, QUALITY), '.gz': promisify(gzip) };

/** Writes every text of the build packed beside it, which the relay serves to browsers that unpack. The last of the plugins. */
export function precompress() {
  return {
    name: 'comity-precompress',
    apply: 'build',
    writeBundle: { order: 'post', sequential: true, handler: ({ dir }) => pack(dir) },
  };
}

async function pack(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = entries.filter((entry) => entry.isFile() && TEXTS.test(entry.name));
  await Promise.all(
    texts.map(async ({ parentPath, name }) => {
      const file = join(parentPath, name);
      const bytes = await readFile(file);
      if (bytes.length < LEAST_BYTES) return;
      for (const [ending, packed] of Object.entries(packers)) await writeFile(file + ending, await packed(bytes));
    }),
  );
}
