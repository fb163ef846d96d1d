import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '@plenum/domain/errors';
import { explainFileError } from '../embedded/file-errors.ts';

/** The instance's keys. Losing them signs everybody out and makes links unreadable, but loses no text. */
export interface Secrets {
  /** Signs sessions (HS256). */
  sessionSecret: Buffer;
  /** 32 bytes; hashes and seals the tokens of links and programs. */
  tokenKey: Buffer;
}

/**
 * Reads the keys kept in the data folder, or makes them there on first use (mode 0600).
 * @param nextauthSecret NEXTAUTH_SECRET where the operator sets it; several machines must share it and the data folder's
 * token key.
 * @throws AppError `unavailable` where a key is damaged or may not be read, or where one cannot be made.
 */
export function loadSecrets(dataDir: string, nextauthSecret?: string): Secrets {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw explainFileError(error, dataDir) ?? error;
  }
  return {
    sessionSecret: Buffer.from(nextauthSecret ?? keyFile(path.join(dataDir, 'session-secret'))),
    tokenKey: Buffer.from(keyFile(path.join(dataDir, 'token-key')), 'hex'),
  };
}

/** A key as its file in the data folder holds it. */
export interface KeyFile {
  /** Name of the file in the data folder. */
  name: (typeof KEY_FILES)[number];
  /** 64 hexadecimal digits. */
  content: string;
}

/** All files with keys, by their names in the data folder. */
export const KEY_FILES = ['session-secret', 'token-key'] as const;

/**
 * The keys that are kept in the data folder, making none.
 * @param options.ownSessionSecret whether the operator sets NEXTAUTH_SECRET, so that there may be no session secret.
 * @throws AppError `unavailable` where a key is missing, damaged or may not be read.
 */
export function readKeyFiles(
  dataDir: string,
  { ownSessionSecret }: { ownSessionSecret: boolean },
): KeyFile[] {
  return KEY_FILES.flatMap((name) => {
    const file = path.join(dataDir, name);
    if (existsSync(file)) return [{ name, content: keyFile(file) }];
    if (name === 'session-secret' && ownSessionSecret) return [];
    const message = `There is no ${name} in ${dataDir}, so it is not the data folder that this Plenum runs with. Set PLENUM_DATA to that one.`;
    throw new AppError('unavailable', message);
  });
}

/** Whether something is a key as a file may hold it. */
export function isKey(content: string): boolean {
  return /^[0-9a-f]{64}$/.test(content);
}

/**
 * The file's key, made first where there is none. It appears whole or not at all, whatever ends the process meanwhile, and of
 * two processes that make it at once one wins for both.
 */
function keyFile(file: string): string {
  const key = readKeyFile(file).trim();
  if (isKey(key)) return key;
  throw new AppError(
    'unavailable',
    `${file} is damaged: it must hold 64 hexadecimal digits. Put it back from a backup. Without one delete it: people then sign in again, and links and tokens have to be made anew.`,
  );
}

function readKeyFile(file: string): string {
  try {
    if (!existsSync(file)) makeKeyFile(file);
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw explainFileError(error, file) ?? error;
  }
}

function makeKeyFile(file: string): void {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    writeFileSync(draft, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx', flush: true });
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}
