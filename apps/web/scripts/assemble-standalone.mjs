// Next leaves static files out of the standalone folder; the server serves them when they lie beside server.js. Those
// whose names change with their content get compressed copies, which the public server prefers. The service worker is made
// here, since it names them; while developing there is none.
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { assembleWorker } from './assemble-worker.mjs';

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

const source = await readFile(path.join(app, 'src/service-worker/worker.js'), 'utf8');
await writeFile(path.join(standalone, 'public/sw.js'), assembleWorker({ source, built: files }));
