// Puts the service worker together with the list of what was built, which also makes each build's worker another one.
import { createHash } from 'node:crypto';

/** Kept beforehand; fonts of other scripts, some hundred kilobytes, once they are needed. */
const NEEDED = /^(?!media\/)|-latin-wght-normal\.\w/;
const SHIPPED = /\.(js|css|json|woff2)$/;

/**
 * @param {{ source: string, built: string[] }} parts the worker's source, and the built files' paths below /_next/static
 * @returns {string} the script to serve as /sw.js
 */
export function assembleWorker({ source, built }) {
  const files = built
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => SHIPPED.test(file) && NEEDED.test(file))
    .sort()
    .map((file) => `/_next/static/${file}`);
  const version = createHash('sha256').update(source).update(files.join('\n')).digest('hex').slice(0, 16);
  return `const BUILD = ${JSON.stringify({ version, files })};\n${source}`;
}
