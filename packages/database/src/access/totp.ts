import { Secret, TOTP } from 'otpauth';

/** As every authenticator app has it where a QR code says nothing else (RFC 6238): SHA-1, six digits, thirty seconds. */
const SETTINGS = { algorithm: 'SHA1', digits: 6, period: 30 };

/** Steps by which a clock may be wrong, either way. */
const WINDOW = 1;

/** A new secret: 160 bits (RFC 4226, 4), as base 32. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** The time step that a code is for; null where it is no code of about this moment. */
export function totpStep(secret: string, code: string, timestamp = Date.now()): number | null {
  const totp = new TOTP({ ...SETTINGS, secret: Secret.fromBase32(secret) });
  const delta = totp.validate({ token: code, timestamp, window: WINDOW });
  return delta === null ? null : totp.counter({ timestamp }) + delta;
}
