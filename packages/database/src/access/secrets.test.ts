import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AppError } from '@plenum/domain/errors';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadSecrets } from './secrets.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'plenum-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function failure(dataDir: string): unknown {
  try {
    return loadSecrets(dataDir);
  } catch (error) {
    return error;
  }
}

test('CLI-11 a damaged key is told in one sentence, and never its content', () => {
  writeFileSync(path.join(folder, 'token-key'), 'half a key');
  const error = failure(folder);
  expect(error).toBeInstanceOf(AppError);
  expect(String(error)).toContain(`${path.join(folder, 'token-key')} is damaged: `);
  expect(String(error)).not.toContain('half a key');
});

test('CLI-11 a key that cannot be read, or made, is told in one sentence', () => {
  // Root reads every file, but nobody reads a folder as one, or makes a folder in a file.
  mkdirSync(path.join(folder, 'session-secret'));
  const file = path.join(folder, 'a-file');
  writeFileSync(file, '');
  for (const [dataDir, place] of [
    [folder, path.join(folder, 'session-secret')],
    [path.join(file, 'data'), path.join(file, 'data')],
  ] as const) {
    const error = failure(dataDir);
    expect(error).toBeInstanceOf(AppError);
    expect(String(error)).toContain(`Plenum may not read and write ${place}. `);
  }
});
