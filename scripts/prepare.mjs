// Brings a checkout to where it can run: the right Node, the packages installed, what changed built. Only Node's own
// modules, since nothing else is there before it has run; and no syntax newer than the sentence for an old Node needs.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = join(root, 'node_modules');
const PNPM = 'pnpm@12.21.0';

/** What can be built: Turborepo's filters, the folders its sources are in, and what exists once it is built. */
const BUILDS = {
  all: {
    label: 'Building Plenum',
    filters: [],
    sources: ['apps', 'packages', 'prisma'],
    results: [
      'apps/cli/dist/main.js',
      'apps/collab/dist/main.js',
      'apps/web/.next/standalone/apps/web/server.js',
    ],
  },
  servers: {
    label: 'Building all but the pages',
    filters: ['--filter=!@plenum/web', '--filter=!@plenum/e2e'],
    sources: ['apps/cli', 'apps/collab', 'packages', 'prisma'],
    results: ['apps/cli/dist/main.js', 'apps/collab/dist/main.js'],
  },
  cli: {
    label: 'Building the command line',
    filters: ['--filter=@plenum/cli'],
    sources: ['apps/cli', 'packages', 'prisma'],
    results: ['apps/cli/dist/main.js'],
  },
  database: {
    label: 'Building the database package',
    filters: ['--filter=@plenum/database'],
    sources: ['packages/domain', 'packages/database', 'prisma'],
    results: ['packages/database/dist/migrate/tool.js'],
  },
};

const MANIFESTS = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml'];
const BUILD_FILES = ['pnpm-lock.yaml', 'prisma.config.ts', 'tsconfig.base.json', 'turbo.json'];
const NOT_SOURCES = ['node_modules', 'dist', 'generated', '.next', '.turbo', 'test-results'];

/** What a version of Node is told that Plenum does not run on; null for one that it runs on. */
export function refuseNode(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major >= 24 || (major === 22 && minor >= 13) || (major === 20 && minor >= 19)) return null;
  return (
    `Plenum needs Node.js 24 or newer, 22 from 22.13, or 20 from 20.19; this is ${version}. ` +
    'Get a newer one at https://nodejs.org and start again.'
  );
}

const refusal = refuseNode(process.versions.node);
if (refusal) {
  process.stderr.write(`${refusal}\n`);
  process.exit(1);
}

// For every program started from here: Turborepo looks for pnpm on the path, and none of them reports to its makers.
process.env.PATH = join(modules, '.bin') + delimiter + process.env.PATH;
Object.assign(process.env, {
  CHECKPOINT_DISABLE: '1',
  DO_NOT_TRACK: '1',
  NEXT_TELEMETRY_DISABLED: '1',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  TURBO_TELEMETRY_DISABLED: '1',
});

/**
 * Installs the packages where they changed, and builds what `build` names ("all", "servers", "cli" or "database")
 * where its sources changed. Says what it does on standard error, and nothing where there is nothing to do.
 */
export async function prepare({ build } = {}) {
  await install();
  if (build) await runBuild(build);
}

/** Runs an entry script: its failure is one message and exit code 1. */
export function runEntry(main) {
  main().then(
    (code) => {
      process.exitCode = code;
    },
    (error) => {
      process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
      process.exitCode = 1;
    },
  );
}

async function install() {
  const groups = ['apps', 'packages'].filter((group) => existsSync(join(root, group)));
  const packages = groups.flatMap((group) => readdirSync(join(root, group)).map((name) => join(group, name)));
  const manifests = [...packages, 'e2e'].map((name) => join(name, 'package.json'));
  const files = [...MANIFESTS, ...manifests].filter((file) => existsSync(join(root, file)));
  const platform = [process.platform, process.arch, process.versions.modules].join(' ');
  const wanted = fingerprint(files.map((file) => readFileSync(join(root, file))).concat(platform));
  if (isDone('install', wanted)) return;
  const local = existsSync(join(modules, '.bin', 'pnpm'));
  await runStep('Installing the packages', {
    command: local ? 'pnpm' : 'npx',
    args: [...(local ? [] : ['--yes', PNPM]), 'install', '--frozen-lockfile', '--prefer-offline'],
    // Without it pnpm asks before it replaces packages of another version, and there is nobody to answer.
    env: { CI: '1' },
  });
  markDone('install', wanted);
}

async function runBuild(name) {
  const { label, filters, sources, results } = BUILDS[name];
  const files = [...BUILD_FILES, ...sources.flatMap(listSources)];
  const wanted = fingerprint(files.map((file) => describeFile(file)));
  if (isDone(`build-${name}`, wanted) && results.every((result) => existsSync(join(root, result)))) return;
  await runStep(label, {
    command: 'turbo',
    args: ['run', 'build', '--output-logs=errors-only', '--no-color', ...filters],
    env: {},
  });
  markDone(`build-${name}`, wanted);
}

/** A file's name, size and time of change: enough to see that nothing changed; Turborepo looks closer. */
function describeFile(file) {
  const { size, mtimeMs } = statSync(join(root, file));
  return `${file} ${size} ${mtimeMs}`;
}

function listSources(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(
      (entry) =>
        !NOT_SOURCES.includes(entry.name) && !/\.test\.tsx?$|\.tsbuildinfo$|^next-env/.test(entry.name),
    )
    .flatMap((entry) =>
      entry.isDirectory() ? listSources(join(folder, entry.name)) : [join(folder, entry.name)],
    );
}

function fingerprint(parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

function isDone(name, wanted) {
  const stamp = join(modules, `.plenum-${name}`);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
}

function markDone(name, wanted) {
  writeFileSync(join(modules, `.plenum-${name}`), wanted);
}

/** Runs a program out of sight, telling that it works; its whole output is shown when it fails. */
async function runStep(label, { command, args, env }) {
  const report = startProgress(label);
  const child = spawn(command, args, {
    cwd: root,
    env: Object.assign({}, process.env, homeFor(), env),
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  const chunks = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk));
  const stop = (signal) => {
    child.kill(signal);
    process.exit(1);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  const failure = await new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) =>
      resolve(code === 0 ? null : `${command} ended with ${signal || code}`),
    );
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, stop);
  report.end(failure === null);
  if (failure) throw new Error(`${Buffer.concat(chunks).toString()}\n${label} failed: ${failure}.`);
}

/** One line per step: on a terminal with seconds that count, elsewhere when it starts and when it ends. */
function startProgress(label) {
  const start = Date.now();
  const seconds = () => `${Math.round((Date.now() - start) / 1000)} s`;
  const live = process.stderr.isTTY;
  process.stderr.write(live ? `${label} …` : `${label} …\n`);
  const timer = setInterval(
    () => process.stderr.write(live ? `\r${label} … ${seconds()}` : `${label} … ${seconds()}\n`),
    live ? 1_000 : 30_000,
  );
  return {
    end(isDone) {
      clearInterval(timer);
      process.stderr.write(`${live ? '\r' : ''}${label} … ${isDone ? 'done' : 'failed'} (${seconds()})\n`);
    },
  };
}

/** npm and pnpm keep their caches at home; where there is no home to write to, they get one beside the packages. */
function homeFor() {
  try {
    accessSync(homedir(), constants.W_OK);
    return {};
  } catch {
    const home = join(modules, '.home');
    mkdirSync(home, { recursive: true });
    return {
      HOME: home,
      XDG_CACHE_HOME: undefined,
      XDG_DATA_HOME: undefined,
      npm_config_cache: join(home, '.npm'),
    };
  }
}
