import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const isRoot = process.getuid?.() === 0;
const isLinuxOnX64 = process.platform === 'linux' && process.arch === 'x64';
const debian = '/usr/bin/chromium';

/**
 * Where a browser may be, the cheapest first. `look` gives a path, perhaps with an environment, or null. That of
 * @sparticuz/chromium is a headless shell, without the windows that a whole Chromium draws unseen: a new context costs it
 * an eighth of the processor time, and the tests have one or more each.
 */
const places = [
  {
    name: 'CHROMIUM_PATH',
    look: () => (process.env.CHROMIUM_PATH ? { path: process.env.CHROMIUM_PATH } : null),
  },
  { name: '@sparticuz/chromium', look: (root) => (isLinuxOnX64 ? ofSparticuz(root) : null) },
  { name: debian, look: () => ({ path: debian }) },
  { name: "Playwright's own", look: (root) => ({ path: ofPlaywright(root) }) },
  { name: "Debian's package", look: () => (isRoot && existsSync('/usr/bin/apt-get') ? ofDebian() : null) },
];

/**
 * Finds a Chromium that really starts here and shows text, installing one if need be.
 * @param {string} root the root of the repository, with its dependencies installed
 * @returns {{ name: string, path: string, sandbox: boolean, env: Record<string, string> }}
 * @throws an Error of one sentence when there is none
 */
export function findBrowser(root) {
  const tried = [];
  for (const { name, look } of places) {
    const found = look(root);
    if (found === null) continue;
    const { path, env = {} } = found;
    const sandbox = [true, false].find((on) => shows(root, { path, env, sandbox: on }));
    if (sandbox !== undefined) return { name, path, sandbox, env };
    tried.push(name);
    // Whoever names a browser wants that one.
    if (name === 'CHROMIUM_PATH') break;
  }
  throw new Error(
    `No browser starts here (tried ${tried.join(', ')}): install Chromium and name it in CHROMIUM_PATH.`,
  );
}

/**
 * Launched as the tests launch it. Chromium refuses its sandbox to root, and some containers forbid it to everybody.
 * Without any font text has no height, and counts as invisible.
 */
function shows(root, { path, env, sandbox }) {
  if (!existsSync(path) || (sandbox && isRoot)) return false;
  const options = JSON.stringify({ executablePath: path, chromiumSandbox: sandbox, timeout: 20_000 });
  const trial = `
    import { chromium } from '@playwright/test';
    const browser = await chromium.launch(${options});
    const page = await browser.newPage();
    await page.setContent('<p>ready</p>');
    const isVisible = await page.getByText('ready').isVisible();
    await browser.close();
    process.exit(isVisible ? 0 : 1);`;
  return evaluate(root, trial, env).status === 0;
}

function ofPlaywright(root) {
  return createRequire(join(root, 'e2e/package.json'))('@playwright/test').chromium.executablePath();
}

function ofDebian() {
  console.log(`Installing Chromium from Debian's packages`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'];
  const isInstalled =
    run('apt-get', ['update', '-qq'], { env, seconds: 120 }).status === 0 &&
    run('apt-get', install, { env, seconds: 300 }).status === 0;
  return isInstalled ? { path: debian } : null;
}

/** Unpacked once, with the libraries and fonts that a bare machine lacks. */
function ofSparticuz(root) {
  const folder = join(root, 'node_modules/.cache/chromium');
  if (!existsSync(folder)) unpackSparticuz(root, folder);
  const libraries = [process.env.LD_LIBRARY_PATH, join(folder, 'al2023/lib')].filter(Boolean).join(':');
  return {
    path: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(folder, 'fonts.conf') },
  };
}

/** Into a folder of its own first, so that a copy cut short is never taken for a whole one. */
function unpackSparticuz(root, folder) {
  const partial = `${folder}.${process.pid}`;
  mkdirSync(partial, { recursive: true });
  const unpack = `
    import chromium, { inflate } from '@sparticuz/chromium';
    import { fileURLToPath } from 'node:url';
    await chromium.executablePath();
    const libraries = new URL('../bin/al2023.tar.br', import.meta.resolve('@sparticuz/chromium'));
    await inflate(fileURLToPath(libraries));`;
  const isUnpacked = evaluate(root, unpack, { TMPDIR: partial }).status === 0;
  const fonts = ['fonts', 'fonts-cache'].map((name) => join(folder, name));
  writeFileSync(
    join(partial, 'fonts.conf'),
    `<fontconfig><dir>/usr/share/fonts</dir><dir>${fonts[0]}</dir><cachedir>${fonts[1]}</cachedir></fontconfig>\n`,
  );
  if (isUnpacked) renameSync(partial, folder);
  else rmSync(partial, { recursive: true, force: true });
}

/** Runs a module where the packages of the end-to-end tests resolve. */
function evaluate(root, code, env) {
  const args = ['--input-type=module', '--eval', code];
  return run(process.execPath, args, { cwd: join(root, 'e2e'), env, seconds: 60 });
}

function run(command, args, { env, cwd, seconds }) {
  return spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    timeout: seconds * 1000,
    killSignal: 'SIGKILL',
  });
}
