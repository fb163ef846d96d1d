// npm run test:interop: opens what we write with programs of others, and reads what those write. They come from Debian
// (`apt-get install pandoc poppler-utils chromium python3-swift vdirsyncer khal todoman python3-caldav`; the pages of DokuWiki are fetched), Etherpad's own library from npm. The headless shell of `npm test` prints no PDF.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findBrowser } from './browser.mjs';
import { closingLine, countsOf } from './checks/counts.mjs';
import { runCommand, stopRunning } from './checks/run-command.mjs';
import { prepare, runEntry } from './prepare.mjs';

const root = resolve(import.meta.dirname, '..');
const limit = 15 * 60_000;
const etherpad = 'ep_etherpad-lite@1.8.14';

runEntry(async () => {
  for (const [program, version] of [
    ['pandoc', '--version'],
    ['pdftotext', '-v'],
    ['chromium', '--version'],
    ['vdirsyncer', '--version'],
    ['khal', '--version'],
    ['todoman', '--version'],
    ['/usr/bin/python3', '-cimport swift.proxy.server, caldav'],
  ]) {
    if (spawnSync(program, [version]).status !== 0) {
      throw new Error(
        `There is no ${program} that does ${version}. On Debian: apt-get install pandoc poppler-utils chromium python3-swift vdirsyncer khal todoman python3-caldav`,
      );
    }
  }
  await prepare({ build: 'servers' });
  process.env.CHROMIUM_PATH ||= '/usr/bin/chromium';
  const { path, sandbox, env } = findBrowser(root);
  const reports = mkdtempSync(join(tmpdir(), 'plenum-interop-'));
  process.once('exit', () => rmSync(reports, { recursive: true, force: true }));
  const report = { kind: 'vitest', file: join(reports, 'vitest.json') };
  const { isDone, how } = await runCommand({
    command: [
      join(root, 'node_modules/.bin/vitest'),
      'run',
      '--config=vitest.interop.config.ts',
      '--reporter=default',
      '--reporter=json',
      `--outputFile=${report.file}`,
      ...process.argv.slice(2),
    ],
    cwd: root,
    env: {
      ...process.env,
      ...env,
      CHROMIUM_PATH: path,
      CHROMIUM_SANDBOX: sandbox ? '1' : '0',
      ETHERPAD: findEtherpad(),
      DOKUWIKI: process.env.DOKUWIKI || findDokuwiki(),
    },
    limit,
    isLive: true,
  });
  const counts = countsOf({ isDone, report });
  console.log(`\n${how}\n${closingLine([counts])}`);
  return counts.failed > 0 ? 1 : 0;
});

/** The library by which Etherpad checks and changes texts, unpacked once and without what it is served by. */
function findEtherpad() {
  const folder = join(root, 'node_modules/.cache/etherpad');
  const library = join(folder, 'package/static/js/Changeset.js');
  if (existsSync(library)) return library;
  const partial = `${folder}.${process.pid}`;
  mkdirSync(partial, { recursive: true });
  const pack = spawnSync('npm', ['pack', '--silent', etherpad], { cwd: partial, encoding: 'utf8' });
  const isUnpacked =
    pack.status === 0 && spawnSync('tar', ['-xzf', pack.stdout.trim()], { cwd: partial }).status === 0;
  if (!isUnpacked) throw new Error(`${etherpad} could not be fetched from npm.`);
  rmSync(folder, { recursive: true, force: true });
  renameSync(partial, folder);
  return library;
}

/** The pages of DokuWiki's manual, unpacked once from Debian's package, of which nothing is installed or run. */
function findDokuwiki() {
  const folder = join(root, 'node_modules/.cache/dokuwiki');
  if (existsSync(join(folder, 'var/lib/dokuwiki/data/pages/wiki/syntax.txt'))) return folder;
  const partial = `${folder}.${process.pid}`;
  mkdirSync(partial, { recursive: true });
  const download = () => spawnSync('apt-get', ['download', '-qq', 'dokuwiki'], { cwd: partial }).status === 0;
  const isHere = download() || (spawnSync('apt-get', ['update', '-qq']).status === 0 && download());
  const file = readdirSync(partial).find((name) => name.endsWith('.deb'));
  if (!isHere || !file || spawnSync('dpkg', ['-x', file, '.'], { cwd: partial }).status !== 0)
    throw new Error(
      'The package dokuwiki could not be fetched from Debian. Or name a folder with it as DOKUWIKI.',
    );
  rmSync(folder, { recursive: true, force: true });
  renameSync(partial, folder);
  return folder;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    stopRunning(signal);
    process.exit(1);
  });
}
