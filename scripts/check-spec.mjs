// docs/SPEC.md and the tests, held against each other: each numbered rule has a test whose title begins with its
// number, and each test names a rule that stands there.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSources } from './checks/sources.mjs';
import { testsIn } from './checks/test-titles.mjs';

const isTest = /\.(test|spec)\.\w+$/;
const ruleLine = /^- \*\*([A-Z][A-Z0-9]*-\d+)\*\* (.*)$/gm;
/** One number, or several ("ROOM-3, ROOM-4 …") where one test proves them together. */
const leadingNumbers = /^[A-Z][A-Z0-9]*-\d+(?:, [A-Z][A-Z0-9]*-\d+)*(?= )/;

/**
 * @param {{ spec: string, files: { path: string, code: string }[] }} given the text of SPEC.md and the test files
 * @returns {{ rules: number, tests: number, violations: string[] }}
 */
export function checkSpec({ spec, files }) {
  const rules = [...spec.matchAll(ruleLine)].map(([, number, sentence]) => ({ number, sentence }));
  const known = new Set(rules.map(({ number }) => number));
  const proven = new Set();
  const violations = [];
  for (const { number, sentence } of rules) {
    if (sentence.trim() === '') violations.push(`docs/SPEC.md: ${number} says nothing`);
  }
  for (const number of known) {
    if (rules.filter((rule) => rule.number === number).length > 1)
      violations.push(`docs/SPEC.md: ${number} stands there twice`);
  }
  let tests = 0;
  for (const { path, code } of files) {
    for (const { line, title, isLeftOut } of testsIn(code)) {
      tests += 1;
      const where = `${path}:${line}`;
      const numbers = title?.match(leadingNumbers)?.[0].split(', ') ?? [];
      if (isLeftOut)
        violations.push(`${where}: "${title ?? ''}" is left out (skip, only, todo, fixme or fails)`);
      else if (title === null)
        violations.push(`${where}: the title is not written out, so no rule can be read from it`);
      else if (numbers.length === 0)
        violations.push(`${where}: "${title}" does not begin with the number of a rule`);
      for (const number of numbers) {
        if (!known.has(number)) violations.push(`${where}: ${number} is no rule of docs/SPEC.md`);
        if (!isLeftOut) proven.add(number);
      }
    }
  }
  for (const number of known) {
    if (!proven.has(number)) violations.push(`docs/SPEC.md: no test proves ${number}`);
  }
  return { rules: known.size, tests, violations };
}

function readSpec(root) {
  try {
    return readFileSync(resolve(root, 'docs/SPEC.md'), 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return '';
    throw error;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = resolve(import.meta.dirname, '..');
  const files = readSources(root).filter(({ path }) => isTest.test(path));
  const { rules, tests, violations } = checkSpec({ spec: readSpec(root), files });
  for (const violation of violations) console.error(violation);
  console.log(`${rules} rules, ${tests} tests, ${violations.length} violations`);
  if (violations.length > 0 || rules === 0) process.exitCode = 1;
}
