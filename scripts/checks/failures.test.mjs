import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { failuresOf } from './failures.mjs';

const folder = mkdtempSync(join(tmpdir(), 'plenum-failures-'));
afterAll(() => rmSync(folder, { recursive: true }));

function report(kind, content) {
  const file = join(folder, `${kind}.json`);
  writeFileSync(file, JSON.stringify(content));
  return { kind, file };
}

test('TEST-9 names a failed unit test, and a file that could not be run', () => {
  const passed = { fullName: 'adds', status: 'passed', failureMessages: [] };
  const failed = {
    fullName: 'divides',
    status: 'failed',
    failureMessages: ['expected 2 to be 3\n at sum.ts:4'],
  };
  const testResults = [
    { name: 'sum.test.ts', message: '', assertionResults: [passed, failed] },
    { name: 'broken.test.ts', message: 'Unexpected token', assertionResults: [] },
  ];
  expect(failuresOf(report('vitest', { testResults }))).toEqual([
    'sum.test.ts: divides\n  expected 2 to be 3\n   at sum.ts:4',
    'broken.test.ts\n  Unexpected token',
  ]);
});

test('TEST-9 names a failed end-to-end test however deep it stands, without colours, and what failed beside the tests', () => {
  const spec = (title, ...messages) => ({
    file: 'pads.spec.ts',
    title,
    ok: messages.length === 0,
    tests: [{ results: [{ errors: messages.map((message) => ({ message })) }] }],
  });
  const group = { specs: [spec('keeps', '\u001b[31mnot kept\u001b[39m', 'and late')] };
  const suites = [{ specs: [spec('opens')], suites: [group] }];
  expect(failuresOf(report('playwright', { suites, errors: [{ message: 'no port' }] }))).toEqual([
    'outside of a test\n  no port',
    'pads.spec.ts: keeps\n  not kept',
    'pads.spec.ts: keeps\n  and late',
  ]);
});

test('TEST-9 says the beginning of a long reason, and nothing where there is no report', () => {
  const message = Array.from({ length: 500 }, (_, line) => `line ${line}`).join('\n');
  const [failure] = failuresOf(report('playwright', { suites: [], errors: [{ message }] }));
  expect(failure).toContain('line 0\n');
  expect(failure.split('\n')).toHaveLength(25);
  expect(failuresOf({ kind: 'vitest', file: join(folder, 'none.json') })).toEqual([]);
});
