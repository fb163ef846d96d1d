import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const parts = join(resolve(import.meta.dirname, '..'), 'packages/editor/dist/testing/hostile-parts.js');

/** The state of a document with all that somebody may put into it who speaks Yjs by hand, in base64; made from the schema that was built. */
export function hostileState(options: { isDrawn: boolean }): string {
  const code = `import { hostileState } from ${JSON.stringify(pathToFileURL(parts))};
process.stdout.write(Buffer.from(hostileState(${JSON.stringify(options)})).toString('base64'));`;
  const asked = ['--input-type=module', '--eval', code];
  return execFileSync(process.execPath, asked, { encoding: 'utf8', maxBuffer: 50_000_000 });
}
