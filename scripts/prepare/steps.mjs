import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { explain } from './explain.mjs';

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
const NOT_BUILT = /\.test\.tsx?$|\.tsbuildinfo$|^next-env/;

/** Installs the packages as the lockfile has them; done for as long as neither it nor a manifest changes. */
export function installStep(root) {
  const groups = ['apps', 'packages'].filter((group) => existsSync(join(root, group)));
  const packages = groups.flatMap((group) => readdirSync(join(root, group)).map((name) => join(group, name)));
  const manifests = [...packages, 'e2e'].map((name) => join(name, 'package.json'));
  const files = [...MANIFESTS, ...manifests].filter((file) => existsSync(join(root, file)));
  const platform = [process.platform, process.arch, process.versions.modules].join(' ');
  const local = existsSync(join(root, 'node_modules/.bin/pnpm'));
  return {
    label: 'Installing the packages',
    stamp: join(root, 'node_modules/.plenum-install'),
    wanted: fingerprint(files.map((file) => readFileSync(join(root, file))).concat(platform)),
    results: [],
    command: local ? 'pnpm' : 'npx',
    args: [...(local ? [] : ['--yes', PNPM]), 'install', '--frozen-lockfile', '--prefer-offline'],
    // Without it pnpm asks before it replaces packages of another version, and there is nobody to answer.
    env: { CI: '1' },
  };
}

/** Builds what a name of BUILDS stands for; done for as long as no source changes. */
export function buildStep(root, name) {
  const { label, filters, sources, results } = BUILDS[name];
  const files = [...BUILD_FILES, ...sources.flatMap((folder) => listSources(root, folder))];
  return {
    label,
    stamp: join(root, `node_modules/.plenum-build-${name}`),
    wanted: fingerprint(files.map((file) => describeFile(root, file)).filter((text) => text !== '')),
    results: results.map((result) => join(root, result)),
    command: 'turbo',
    args: ['run', 'build', '--output-logs=errors-only', '--no-color', ...filters],
    env: {},
  };
}

/** Whether a step was taken for what lies here now, and what it made is still there. */
export function isDone({ stamp, wanted, results }) {
  return (
    existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && results.every((file) => existsSync(file))
  );
}

/** Remembers that a step was taken. */
export function markDone(root, { stamp, wanted }) {
  try {
    writeFileSync(stamp, wanted);
  } catch (error) {
    throw new Error(explain(error.message, root) || error.message);
  }
}

/**
 * A file's name, size and time of change: enough to see that nothing changed; Turborepo looks closer. Nothing where there
 * is no such file any more, or never was one: an editor's lock is a link to nowhere.
 */
function describeFile(root, file) {
  try {
    const { size, mtimeMs } = statSync(join(root, file));
    return `${file} ${size} ${mtimeMs}`;
  } catch {
    return '';
  }
}

function listSources(root, folder) {
  return list(join(root, folder))
    .filter(({ name }) => !NOT_SOURCES.includes(name) && !NOT_BUILT.test(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? listSources(root, path) : [path];
    });
}

/** A folder's entries; none where it has just gone. */
function list(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

function fingerprint(parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}
