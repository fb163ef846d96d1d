import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const SEAL = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A new secret for a link or a program: 192 bits, 32 characters that need no escaping in an address. */
export function newToken(): string {
  return randomBytes(24).toString('base64url');
}

/** What is stored to find a token again: HMAC-SHA-256, 32 bytes. A stolen table opens nothing. */
export function hashToken(tokenKey: Buffer, token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHmac('sha256', subkey(tokenKey, 'hash')).update(token).digest());
}

/** What is stored to know an address or a person again without saying which: HMAC-SHA-256, 32 bytes, under a key of its own. */
export function hashSubject(tokenKey: Buffer, subject: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHmac('sha256', subkey(tokenKey, 'subject')).update(subject).digest());
}

/** What is stored to show a token again: AES-256-GCM as nonce, tag, ciphertext. */
export function sealToken(tokenKey: Buffer, token: string): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(SEAL, subkey(tokenKey, 'seal'), nonce);
  const sealed = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()]);
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), sealed]));
}

/**
 * The token that was sealed.
 * @throws Error where it was sealed under another key or changed since.
 */
export function unsealToken(tokenKey: Buffer, sealed: Uint8Array): string {
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv(SEAL, subkey(tokenKey, 'seal'), nonce, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return (
    decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
  );
}

/**
 * The token that was sealed; null where it was sealed under another key or changed since. For lists, which one such row must
 * not spoil: the link it stands for can still be revoked.
 */
export function unsealedToken(tokenKey: Buffer, sealed: Uint8Array): string | null {
  try {
    return unsealToken(tokenKey, sealed);
  } catch {
    return null;
  }
}

/** A key of its own for each purpose, so that no two uses of the instance's key meet. */
function subkey(tokenKey: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', tokenKey, '', `plenum token ${purpose}`, 32));
}
