import { importedPath } from './sources.mjs';

const length = 'apps/collab/src/testing/soak.ts';

/**
 * The test files with tests that are shortened in `npm test`.
 * @param {import('./sources.mjs').Source[]} files
 * @returns {string[]} their paths from the root
 */
export function soakFiles(files) {
  return files
    .filter(({ path }) => /\.test\.\w+$/.test(path))
    .filter(({ path, imports }) => imports.some((specifier) => importedPath(path, specifier) === length))
    .map(({ path }) => path);
}
