// The page that draws diagrams has no origin, so that it can't load the parts into which a bundler would cut the library.
import { copyFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const source = createRequire(import.meta.url).resolve('mermaid/dist/mermaid.min.js');
await copyFile(source, path.join(import.meta.dirname, '../public/diagram/mermaid.js'));
