import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { AppError } from '@plenum/domain/errors';
import type { Binaries } from './binaries.ts';
import { explainFileError } from './file-errors.ts';
import { freeBytes, makeFolder } from './folders.ts';
import { chooseRunAs, giveTo, type RunAs, spawnAs } from './run-as.ts';

/** Name of the database's superuser, and of the one database in the cluster that is ours. */
export const DATABASE_NAME = 'plenum';

/** The parts of an embedded database's folder. */
export interface ClusterPaths {
  folder: string;
  /** PostgreSQL's own data directory. */
  cluster: string;
  /** The superuser's password, mode 0600. */
  password: string;
  log: string;
}

/** Where things are in an embedded database's folder. */
export function clusterPaths(folder: string): ClusterPaths {
  const real = existsSync(folder) ? realpathSync(folder) : path.resolve(folder);
  return {
    folder: real,
    cluster: path.join(real, 'cluster'),
    password: path.join(real, 'password'),
    log: path.join(real, 'postgres.log'),
  };
}

/**
 * The character types to ask the system for, best first. Words are told from punctuation by them in full-text search:
 * under plain C a quotation mark beyond ASCII would stick to its word. Sorting and case come from ICU in any case.
 */
const CHARACTER_TYPES = ['C.UTF-8', 'en_US.UTF-8', 'C'];

/** Bytes that a new cluster takes, generously. */
const ROOM_FOR_CLUSTER = 100_000_000;

/** A cluster that exists and can be started. */
export interface PreparedCluster {
  paths: ClusterPaths;
  runAs: RunAs;
  password: string;
}

/**
 * Makes the folder and in it the cluster where there is none yet. It is made aside and renamed, so that a start that was
 * killed leaves no half-made cluster.
 * @throws AppError `unavailable` where that is not possible, with what to do.
 */
export async function prepareCluster(folder: string, binaries: Binaries): Promise<PreparedCluster> {
  // PostgreSQL's user, who may be another, can pass through but not list.
  makeFolder(folder, 0o711);
  const paths = clusterPaths(folder);
  const runAs = chooseRunAs({ postgres: binaries.postgres, folder: paths.folder, cluster: paths.cluster });
  const password = loadPassword(paths);
  if (!existsSync(paths.cluster)) await makeCluster({ paths, runAs, password }, binaries);
  return { paths, runAs, password };
}

function loadPassword(paths: ClusterPaths): string {
  if (!existsSync(paths.cluster)) {
    // Anew for each attempt, since the one before may have been cut short by a full disk.
    rmSync(paths.password, { force: true });
    const password = randomBytes(24).toString('base64url');
    writeFileSync(paths.password, password, { mode: 0o600, flag: 'wx', flush: true });
  } else if (!existsSync(paths.password)) {
    throw new AppError(
      'unavailable',
      `The database's password (${paths.password}) is gone. Put it back from a backup of the data folder.`,
    );
  }
  return readFileSync(paths.password, 'utf8').trim();
}

async function makeCluster({ paths, runAs, password }: PreparedCluster, { initdb }: Binaries): Promise<void> {
  const aside = `${paths.cluster}.new`;
  // initdb reads the password as the other user, so it gets a copy of its own for the moment.
  const passwordCopy = `${paths.password}.initdb`;
  try {
    let said = '';
    for (const characterType of CHARACTER_TYPES) {
      rmSync(aside, { recursive: true, force: true });
      mkdirSync(aside, { mode: 0o700 });
      giveTo(runAs, aside);
      rmSync(passwordCopy, { force: true });
      writeFileSync(passwordCopy, password, { mode: 0o600, flag: 'wx' });
      giveTo(runAs, passwordCopy);
      const result = await runProgram(runAs, [
        initdb,
        ...initdbArguments({ aside, passwordCopy, characterType }),
      ]);
      if (result.ok) {
        renameSync(aside, paths.cluster);
        return;
      }
      said = result.said;
      if (!/invalid locale name/.test(said)) break;
    }
    // A full disk can also end a program before it has said so.
    const isFull = freeBytes(paths.folder) < ROOM_FOR_CLUSTER;
    throw (
      explainFileError(isFull ? 'ENOSPC' : said, paths.folder) ??
      new AppError('unavailable', `The database could not be made in ${paths.folder}: ${reasonIn(said)}`)
    );
  } finally {
    rmSync(passwordCopy, { force: true });
    rmSync(aside, { recursive: true, force: true });
  }
}

function initdbArguments(options: { aside: string; passwordCopy: string; characterType: string }): string[] {
  return [
    `--pgdata=${options.aside}`,
    `--username=${DATABASE_NAME}`,
    `--pwfile=${options.passwordCopy}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    `--lc-ctype=${options.characterType}`,
    '--locale-provider=icu',
    '--icu-locale=und',
    '--no-instructions',
  ];
}

async function runProgram(
  runAs: RunAs,
  command: [string, ...string[]],
): Promise<{ ok: boolean; said: string }> {
  const child = spawnAs(runAs, command, { cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ ok: false, said: error.message }));
    child.on('close', (code) => resolve({ ok: code === 0, said }));
  });
}

/** The last line of what PostgreSQL's programs said that tells of a failure. */
export function reasonIn(said: string): string {
  const lines = said.split('\n').filter((line) => /FATAL|PANIC|ERROR|error:|terminated by/.test(line));
  return lines.at(-1)?.trim() || said.trim().split('\n').at(-1) || 'no reason was given';
}
