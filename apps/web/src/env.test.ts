import { expect, test } from 'vitest';
import { readEnv } from './env.ts';

const GIVEN = { DATABASE_URL: 'postgresql://db', PLENUM_DATA: '/data' };

test('UI-11 the configuration has working defaults', () => {
  expect(readEnv(GIVEN)).toEqual({
    ...GIVEN,
    PUBLIC_URL: 'http://localhost:3000',
    CHROMIUM_SANDBOX: '1',
  });
});

test('UI-11 the public address is brought into one form', () => {
  const env = readEnv({ ...GIVEN, PUBLIC_URL: 'https://plenum.example/' });
  expect(env.PUBLIC_URL).toBe('https://plenum.example');
});

test('UI-11 what is missing or wrong is named in one sentence each', () => {
  expect(() => readEnv({ PUBLIC_URL: 'plenum.example', REDIS_URL: 'http://me:sesame@redis' })).toThrow(
    'PUBLIC_URL must be the http or https address that people open. PLENUM_DATA must name the data folder. DATABASE_URL must be the address of a PostgreSQL database. REDIS_URL must begin with redis:// or rediss://.',
  );
});
