import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashPassword, newRecoveryCode, normaliseRecoveryCode, verifyPassword } from './passwords.ts';
import { hashToken, newToken, sealToken, unsealToken } from './tokens.ts';

const key = randomBytes(32);

test('ACCESS-7 a token is kept as a keyed hash and sealed, and only the right key gives it back', () => {
  const token = newToken();
  expect(Buffer.from(token, 'base64url')).toHaveLength(24);
  expect(hashToken(key, token)).toEqual(hashToken(key, token));
  expect(hashToken(randomBytes(32), token)).not.toEqual(hashToken(key, token));
  const sealed = sealToken(key, token);
  expect(Buffer.from(sealed).includes(token)).toBe(false);
  expect(unsealToken(key, sealed)).toBe(token);
  expect(() => unsealToken(randomBytes(32), sealed)).toThrow();
  sealed[20] = (sealed[20] ?? 0) ^ 1;
  expect(() => unsealToken(key, sealed)).toThrow();
});

test('ACC-1 a password is kept as argon2id, and nobody has no password', async () => {
  const hash = await hashPassword('correct horse battery');
  expect(hash).toMatch(/^\$argon2id\$/);
  expect(await verifyPassword(hash, 'correct horse battery')).toBe(true);
  expect(await verifyPassword(hash, 'correct horse batterz')).toBe(false);
  expect(await verifyPassword(null, 'correct horse battery')).toBe(false);
});

test('ACC-2 a recovery code is understood however it is typed', () => {
  const code = newRecoveryCode();
  expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/);
  expect(normaliseRecoveryCode(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(code);
  expect(normaliseRecoveryCode('oOiIl-00000')).toBe('00111-00000');
});
