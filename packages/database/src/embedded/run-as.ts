import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { lchownSync, lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '@plenum/domain/errors';

/** As whom PostgreSQL runs. It refuses to run as root, so root has to find somebody else. */
export interface RunAs {
  /** For the log and for `plenum doctor`. */
  description: string;
  /** Who must own the cluster's files; null where that is the current user anyway. */
  owner: Owner | null;
  /** Words put before the program's own command line. */
  prefix: readonly string[];
  /** Whether the system changes to the owner when it starts the program (else the prefix does what is needed). */
  change: boolean;
}

interface Owner {
  uid: number;
  gid: number;
}

const NOBODY: Owner = { uid: 65534, gid: 65534 };

/** Only what the programs need: variables such as PGPORT, or a secret of ours, must not reach them. */
const ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/**
 * Chooses as whom PostgreSQL runs. For root each way is tried for real: the cluster's owner, `postgres`, `nobody`, and
 * where these cannot reach the program or the folder (as under /root), a user namespace in which root's files stay
 * reachable, or `nobody` with the single capability to pass closed folders, which containers allow more often.
 * @param folder the folder that holds the cluster; it exists.
 * @throws AppError `unavailable` where no way works.
 */
export function chooseRunAs(
  place: { postgres: string; folder: string; cluster: string },
  ways: RunAs[] = waysToRun(place.cluster),
): RunAs {
  const way = ways.find((candidate) => works(candidate, place));
  if (way) return way;
  throw new AppError(
    'unavailable',
    `PostgreSQL does not run as root, and no other user can reach ${place.folder} or the installed programs. ` +
      'Move Plenum out of folders that only root may enter, start it as an ordinary user, or set DATABASE_URL.',
  );
}

/** The ways to run PostgreSQL on a cluster, best first: for an ordinary user as that user, for root as anybody else. */
export function waysToRun(cluster: string): RunAs[] {
  if (process.getuid?.() !== 0) return [{ description: 'this user', owner: null, prefix: [], change: false }];
  const users: RunAs[] = [];
  const owner = lstatSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) users.push(asUser("the data folder's owner", owner));
  for (const name of ['postgres', 'nobody']) {
    const found = findUser(name);
    if (found) users.push(asUser(name, found));
  }
  return [...users, IN_NAMESPACE, WITH_CAPABILITY];
}

const IN_NAMESPACE: RunAs = {
  description: 'root in a user namespace',
  owner: { uid: 0, gid: 0 },
  prefix: ['unshare', '--user', '--'],
  change: false,
};

const WITH_CAPABILITY: RunAs = {
  description: 'nobody with the right to pass closed folders',
  owner: NOBODY,
  prefix: [
    'setpriv',
    `--reuid=${NOBODY.uid}`,
    `--regid=${NOBODY.gid}`,
    '--clear-groups',
    // Without it access(2), which initdb asks, would answer as if the capability were not there.
    '--securebits=+no_setuid_fixup',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
    '--',
  ],
  change: false,
};

function asUser(description: string, { uid, gid }: Owner): RunAs {
  return { description, owner: { uid, gid }, prefix: [], change: true };
}

function findUser(name: string): Owner | null {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8', timeout: 5_000 });
    return status === 0 ? Number(stdout) : Number.NaN;
  });
  return uid !== undefined && gid !== undefined && uid > 0 && gid >= 0 ? { uid, gid } : null;
}

function works(way: RunAs, { postgres, folder }: { postgres: string; folder: string }): boolean {
  // As oneself there is nothing to try; whatever is wrong shows, and is told better, when PostgreSQL starts.
  if (way.owner === null && way.prefix.length === 0) return true;
  const probe = ['-c', '"$1" --version >/dev/null && test -x "$2"', 'sh', postgres, folder];
  const { file, args, options } = commandLine(way, '/bin/sh', probe);
  return spawnSync(file, args, { ...options, cwd: '/', stdio: 'ignore', timeout: 10_000 }).status === 0;
}

/** Starts a program as chosen, with an environment that holds nothing of ours. */
export function spawnAs(way: RunAs, command: [string, ...string[]], options: SpawnOptions): ChildProcess {
  const [program, ...rest] = command;
  const line = commandLine(way, program, rest);
  return spawn(line.file, line.args, { ...options, ...line.options });
}

function commandLine(way: RunAs, program: string, args: string[]) {
  const [file, ...rest] = [...way.prefix, program, ...args];
  const ids = way.change && way.owner ? way.owner : {};
  return { file: file ?? program, args: rest, options: { ...ids, env: ENVIRONMENT } };
}

/** Gives a folder and all in it to the user that PostgreSQL runs as; does nothing where it has them already. */
export function giveTo(way: RunAs, folder: string): void {
  const { owner } = way;
  if (!owner) return;
  const present = lstatSync(folder);
  if (present.uid === owner.uid && present.gid === owner.gid) return;
  if (present.isDirectory()) {
    for (const name of readdirSync(folder)) giveTo(way, path.join(folder, name));
  }
  // The folder last, so that an interrupted change is taken up again.
  lchownSync(folder, owner.uid, owner.gid);
}
