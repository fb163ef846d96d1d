import { resolve } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { findRedis } from './redis.mjs';

const root = resolve(import.meta.dirname, '..');
const sentence =
  'No Redis server runs here (tried REDIS_SERVER): install Redis or Valkey and name its server in REDIS_SERVER.';

afterEach(() => vi.unstubAllEnvs());

test('TEST-6 a server named in REDIS_SERVER that does not run is one clear sentence', () => {
  vi.stubEnv('REDIS_SERVER', '/no/such/redis');
  expect(() => findRedis(root)).toThrow(sentence);
  vi.stubEnv('REDIS_SERVER', '/bin/false');
  expect(() => findRedis(root)).toThrow(sentence);
});
