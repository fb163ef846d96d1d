// Next leaves static files out of the standalone folder; the server serves them when they lie beside server.js. Those
// whose names change with their content get compressed copies, which the public server prefers.
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

const COMPRESSIBLE = /\.(js|css|svg|json)$/;

const app = path.join(import.meta.dirname, '..');
const standalone = path.join(app, '.next/standalone/apps/web');

for (const folder of ['.next/static', 'public']) {
  const target = path.join(standalone, folder);
  await rm(target, { recursive: true, force: true });
  await cp(path.join(app, folder), target, { recursive: true });
}

const built = path.join(standalone, '.next/static');
const files = await readdir(built, { recursive: true });
await Promise.all(
  files
    .filter((file) => COMPRESSIBLE.test(file))
    .map(async (file) => {
      const content = await readFile(path.join(built, file));
      await writeFile(path.join(built, `${file}.br`), await promisify(brotliCompress)(content));
      await writeFile(path.join(built, `${file}.gz`), await promisify(gzip)(content, { level: 9 }));
    }),
);
