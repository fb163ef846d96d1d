import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a Redis server may be, the cheapest first. `look` gives its program, or null. */
const places = [
  { name: 'REDIS_SERVER', look: () => process.env.REDIS_SERVER || null },
  { name: 'redis-server', look: () => 'redis-server' },
  { name: 'valkey-server', look: () => 'valkey-server' },
  { name: "Debian's packages", look: (root) => (existsSync('/usr/bin/apt-get') ? ofDebian(root) : null) },
];

/**
 * Finds a Redis server that really runs here, unpacking one if need be.
 * @param {string} root the root of the repository, with its dependencies installed
 * @returns {{ name: string, path: string }}
 * @throws an Error of one sentence when there is none
 */
export function findRedis(root) {
  const tried = [];
  for (const { name, look } of places) {
    const path = look(root);
    if (path === null) continue;
    if (run(path, ['--version'], { seconds: 10 }).status === 0) return { name, path };
    tried.push(name);
    // Whoever names a server wants that one.
    if (name === 'REDIS_SERVER') break;
  }
  throw new Error(
    `No Redis server runs here (tried ${tried.join(', ')}): install Redis or Valkey and name its server in REDIS_SERVER.`,
  );
}

/** Unpacked once, beside the packages of npm, by whoever runs the tests: nothing is installed, nobody has to be root. */
function ofDebian(root) {
  const folder = join(root, 'node_modules/.cache/redis');
  const program = join(folder, 'redis-server');
  if (!existsSync(program)) unpack(folder);
  return program;
}

/** Into a folder of its own first, so that a copy cut short is never taken for a whole one. */
function unpack(folder) {
  console.log(`Unpacking Redis from Debian's packages`);
  const partial = `${folder}.${process.pid}`;
  mkdirSync(partial, { recursive: true });
  try {
    if (!download(partial)) return;
    const files = readdirSync(partial).filter((name) => name.endsWith('.deb'));
    if (files.some((file) => run('dpkg', ['-x', file, '.'], { cwd: partial, seconds: 60 }).status !== 0))
      return;
    for (const name of [...files, 'state', 'cache'])
      rmSync(join(partial, name), { recursive: true, force: true });
    // One program that brings its libraries along, so that whoever starts it needs to know nothing of them.
    writeFileSync(
      join(partial, 'redis-server'),
      `#!/bin/sh\nhere=$(dirname "$0")\nlibraries=$(echo "$here"/usr/lib/*-linux-gnu*)\n` +
        `LD_LIBRARY_PATH="$libraries\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" exec "$here/usr/bin/redis-server" "$@"\n`,
    );
    chmodSync(join(partial, 'redis-server'), 0o755);
    rmSync(folder, { recursive: true, force: true });
    renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** With the machine's lists of packages; with lists of its own where those are missing or name what is gone. */
function download(folder) {
  if (downloadWith([], folder)) return true;
  const own = (name) => join(folder, name);
  for (const name of ['state', 'cache']) mkdirSync(join(own(name), 'lists/partial'), { recursive: true });
  const settings = {
    'Dir::State': own('state'),
    'Dir::State::status': '/var/lib/dpkg/status',
    'Dir::Cache': own('cache'),
    'APT::Sandbox::User': '',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  return (
    run('apt-get', [...options, 'update', '-qq'], { seconds: 120 }).status === 0 &&
    downloadWith(options, folder)
  );
}

/** The server with all that this machine lacks for it, as installing it would bring. */
function downloadWith(options, folder) {
  const install = [...options, 'install', '--simulate', '--no-install-recommends', 'redis-server'];
  const planned = run('apt-get', install, { seconds: 60 }).stdout ?? '';
  const packages = [...planned.matchAll(/^Inst (\S+)/gm)].map(([, name]) => name);
  if (packages.length === 0) return false;
  return run('apt-get', [...options, 'download', ...packages], { cwd: folder, seconds: 120 }).status === 0;
}

function run(command, args, { cwd, seconds }) {
  return spawnSync(command, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    timeout: seconds * 1000,
    killSignal: 'SIGKILL',
  });
}
