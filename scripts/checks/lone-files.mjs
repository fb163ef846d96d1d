import { importedPath } from './sources.mjs';

const replacesModules = /\bvi\.(mock|doMock)\(/;
const measuresMemory = /\b(maxRSS|memoryUsage)\b/;
const isTest = /\.test\.\w+$/;

/**
 * The test files that share no process with others: they replace modules that others have loaded, themselves or by what they
 * import, or measure the memory of the whole process.
 * @param {import('./sources.mjs').Source[]} files
 * @returns {string[]} their paths from the root
 */
export function loneFiles(files) {
  const replacing = new Set(files.filter(({ bare }) => replacesModules.test(bare)).map(({ path }) => path));
  let before;
  do {
    before = replacing.size;
    for (const { path, imports } of files) {
      const imported = imports.map((specifier) => importedPath(path, specifier));
      if (imported.some((one) => replacing.has(one) || replacing.has(`${one}.ts`))) replacing.add(path);
    }
  } while (replacing.size > before);
  return files
    .filter(({ path, bare }) => isTest.test(path) && (replacing.has(path) || measuresMemory.test(bare)))
    .map(({ path }) => path);
}
