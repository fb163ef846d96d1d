// Next leaves static files out of the standalone folder; the server serves them when they lie beside server.js.
import { cp, rm } from 'node:fs/promises';
import path from 'node:path';

const app = path.join(import.meta.dirname, '..');
const standalone = path.join(app, '.next/standalone/apps/web');

for (const folder of ['.next/static', 'public']) {
  const target = path.join(standalone, folder);
  await rm(target, { recursive: true, force: true });
  await cp(path.join(app, folder), target, { recursive: true });
}
