import { expect, test } from 'vitest';
import { checkSpec } from './check-spec.mjs';
import { toSource } from './checks/sources.mjs';

const spec = '# Rules\n\n- **DOC-1** A document opens.\n- **DOC-2** A document closes.\n';
const both = `TEST('DOC-1 opens', () => {});\nTEST("DOC-2 closes", () => {});\n`;

/** The samples write TEST and IT, so that the check of this file itself doesn't take them for tests. */
function violations(text, rules = spec) {
  const code = text.replaceAll('TEST', 'test').replaceAll('IT', 'it');
  return checkSpec({ spec: rules, files: [toSource('a.test.ts', code)] }).violations;
}

test('SPEC-1 a rule without a test fails', () => {
  const unproven = ['docs/SPEC.md: no test proves DOC-2'];
  expect(violations(both)).toEqual([]);
  expect(violations(`TEST('DOC-1 opens', () => {});`)).toEqual(unproven);
  expect(violations(`TEST('DOC-1 opens', () => {}); // TEST('DOC-2 closes', () => {});`)).toEqual(unproven);
});

test('SPEC-1 a rule that stands twice or says nothing fails', () => {
  const twice = `${spec}- **DOC-2** It closes again.\n`;
  expect(violations(both, twice)).toEqual(['docs/SPEC.md: DOC-2 stands there twice']);
  const empty = spec.replace('A document closes.', '');
  expect(violations(both, empty)).toEqual(['docs/SPEC.md: DOC-2 says nothing']);
});

test('SPEC-2 a test that cites an unknown rule fails', () => {
  const unknown = ['a.test.ts:3: DOC-9 is no rule of docs/SPEC.md'];
  expect(violations(`${both}TEST('DOC-9 flies', () => {});`)).toEqual(unknown);
  expect(violations(`${both}TEST('DOC-1, DOC-9 opens and flies', () => {});`)).toEqual(unknown);
});

test('SPEC-3 a test without a rule fails', () => {
  const plain = ['a.test.ts:3: "opens" does not begin with the number of a rule'];
  expect(violations(`${both}TEST('opens', () => {});`)).toEqual(plain);
  expect(violations(`${both}IT('opens', () => {});`)).toEqual(plain);
  expect(violations(`${both}TEST.each([[')'], [f(2)]])('opens', () => {});`)).toEqual(plain);
  expect(violations(`${both}TEST.each<[string, number]>([['a', 1]])('opens', () => {});`)).toEqual(plain);
  expect(violations(`${both}TEST.each\`a\n1\`('opens', () => {});`)).toEqual(plain);
  expect(violations(`${both}TEST(name, () => {});`)).toEqual([
    'a.test.ts:3: the title is not written out, so no rule can be read from it',
  ]);
});

test('SPEC-3 what is no test needs no rule', () => {
  expect(violations(`${both}TEST.describe('opening', () => { TEST.beforeEach(() => {}); });`)).toEqual([]);
  expect(violations(`${both}describe('opening', () => {}); TEST.step('opens', () => {});`)).toEqual([]);
  expect(violations(`${both}/opens/.TEST('opens'); submIT(`)).toEqual([]);
});

test('SPEC-4 a test that is left out fails, and proves nothing', () => {
  for (const how of ['skip', 'only', 'todo', 'fixme', 'fails', 'skipIf(true)']) {
    expect(violations(both.replace('TEST("', `TEST.${how}("`))).toEqual([
      'a.test.ts:2: "DOC-2 closes" is left out (skip, only, todo, fixme or fails)',
      'docs/SPEC.md: no test proves DOC-2',
    ]);
  }
  expect(violations(`${both}TEST.skip();`)).toHaveLength(1);
});

test('SPEC-5 one test may prove several rules', () => {
  expect(violations(`TEST('DOC-1, DOC-2 opens and closes', () => {});`)).toEqual([]);
});
