import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';

const ours = ['apps', 'packages', 'e2e', 'scripts', 'prisma'];
const notOurs = new Set(['node_modules', 'generated', 'dist', 'test-results', 'playwright-report', 'public']);
const isCode = /\.(ts|tsx|mts|mjs|js|jsx)$/;

/**
 * A file as the checks see it. `code` is the text without comments; `bare` is `code` with empty string literals, so
 * that a word in a message isn't taken for code. Both keep every line break. Template literals stay whole, because
 * they hold code.
 * @typedef {{ path: string, text: string, code: string, bare: string, imports: string[] }} Source
 */

/** @returns {Source[]} every source file of the project, by its path from the root */
export function readSources(root) {
  return ours
    .flatMap((folder) => codeFiles(join(root, folder)))
    .map((file) => toSource(relative(root, file).split(sep).join('/'), readFileSync(file, 'utf8')));
}

/** @returns {Source} */
export function toSource(path, text) {
  const code = blank(text, (token) => token.startsWith('/'));
  return { path, text, code, bare: blank(code, (token) => !token.startsWith('/')), imports: importsOf(code) };
}

/** The file an import means, as a path from the root; a package of somebody else's stays its own name. */
export function importedPath(from, specifier) {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
  if (specifier.startsWith('#')) return `${from.split('/').slice(0, 2).join('/')}/src/${specifier.slice(1)}`;
  return specifier.replace(/^@plenum\/([^/]+)/, 'packages/$1/src');
}

function codeFiles(folder) {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
  return entries
    .filter((entry) => !notOurs.has(entry.name) && !entry.name.startsWith('.'))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return codeFiles(path);
      return entry.isFile() && isCode.test(entry.name) && entry.name !== 'next-env.d.ts' ? [path] : [];
    });
}

const token = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`/g;

/** Empties the comments or the quoted strings that `drop` picks. Quotes stay, so that the rest still reads as code. */
function blank(text, drop) {
  return text.replace(token, (found) => {
    if (found.startsWith('`') || !drop(found)) return found;
    const inside = found.startsWith('/') ? found : found.slice(1, -1);
    const emptied = inside.replace(/[^\n]/g, ' ');
    return found.startsWith('/') ? emptied : `${found[0]}${emptied}${found[0]}`;
  });
}

function importsOf(code) {
  const forms = /(?:(?<![.\w])from\s+|\bimport\s*\(?\s*)(['"])([^'"\n]+)\1/g;
  return [...code.matchAll(forms)].map((match) => match[2]);
}
