import { afterEach, expect, test } from 'vitest';
import { register } from './instrumentation.ts';

const { error, warn } = console;
afterEach(() => {
  Object.assign(console, { error, warn });
});

test('OPS-6 before Next serves anything its console is taken over', () => {
  register();
  expect([console.error === error, console.warn === warn]).toEqual([false, false]);
});
