import { resolve } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { findBrowser } from './browser.mjs';

const root = resolve(import.meta.dirname, '..');
const sentence =
  'No browser starts here (tried CHROMIUM_PATH): install Chromium and name it in CHROMIUM_PATH.';

afterEach(() => vi.unstubAllEnvs());

test('TEST-5 a browser named in CHROMIUM_PATH that does not start is one clear sentence', () => {
  vi.stubEnv('CHROMIUM_PATH', '/no/such/chromium');
  expect(() => findBrowser(root)).toThrow(sentence);
  vi.stubEnv('CHROMIUM_PATH', '/bin/true');
  expect(() => findBrowser(root)).toThrow(sentence);
});
