import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { workFolder } from '@plenum/database/files/files-folder';
import { AppError } from '@plenum/domain/errors';
import { OneByOne } from '@plenum/formats/one-by-one';
import { env } from '#env.ts';
import { log } from '#lib/log.ts';

/** Milliseconds that Chromium may take, and bytes that a PDF may have. */
const MOST_TIME = 60_000;
const MOST_BYTES = 100 * 2 ** 20;

/** One Chromium at a time, which takes as much memory as everything else together. */
const line = new OneByOne({ most: 6 });

/** Whether PDFs are made here. */
export function makesPdf(): boolean {
  return env().CHROMIUM_PATH !== undefined;
}

/**
 * Prints a page by Chromium, which reaches no network, runs nothing, and knows of nothing but the page.
 * @param page HTML that has all it needs in it.
 * @throws AppError `unavailable` where there is no Chromium or it fails, `too_large` for what takes too long.
 */
export function printPdf(page: Uint8Array, dataDir: string): Promise<Uint8Array> {
  const program = env().CHROMIUM_PATH;
  if (program === undefined) {
    throw new AppError(
      'unavailable',
      'No PDFs are made here. Open the print page of the document, and let your browser print it to a file.',
    );
  }
  return line.run(async () => {
    const work = workFolder(dataDir);
    await mkdir(work, { recursive: true, mode: 0o700 });
    const folder = await mkdtemp(path.join(work, 'print-'));
    try {
      return await printIn(folder, { program, page });
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  });
}

async function printIn(
  folder: string,
  { program, page }: { program: string; page: Uint8Array },
): Promise<Uint8Array> {
  const [source, result] = [path.join(folder, 'page.html'), path.join(folder, 'page.pdf')];
  await writeFile(source, Buffer.concat([Buffer.from(POLICY), page]), { mode: 0o600 });
  const profile = path.join(folder, 'profile');
  await mkdir(path.join(profile, 'Default'), { recursive: true, mode: 0o700 });
  await writeFile(path.join(profile, 'Default/Preferences'), JSON.stringify(PREFERENCES));
  await run(program, folder, [
    ...ARGUMENTS,
    ...(env().CHROMIUM_SANDBOX === '0' ? ['--no-sandbox'] : []),
    `--user-data-dir=${profile}`,
    `--print-to-pdf=${result}`,
    pathToFileURL(source).href,
  ]);
  const size = (await stat(result).catch(() => null))?.size ?? 0;
  if (size === 0) throw failed();
  if (size > MOST_BYTES) throw tooLong();
  return readFile(result);
}

/** Whatever the page says about itself. */
const POLICY =
  `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" ` +
  `content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">`;

/** Scripts are off in pages; Chromium itself prints by one, so that they cannot be off altogether. */
const PREFERENCES = { profile: { default_content_setting_values: { javascript: 2 } } };

/** No name resolves and no proxy answers, so that nothing goes out whatever a page may ask for. */
const ARGUMENTS = [
  '--headless',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-extensions',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-sync',
  '--disable-breakpad',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-pings',
  '--mute-audio',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=127.0.0.1:9',
  '--no-pdf-header-footer',
];

function run(program: string, folder: string, args: readonly string[]): Promise<void> {
  const { LD_LIBRARY_PATH, FONTCONFIG_FILE } = env();
  const child = spawn(program, args, {
    cwd: folder,
    detached: true,
    stdio: 'ignore',
    env: { NODE_ENV: 'production', HOME: folder, TMPDIR: folder, LD_LIBRARY_PATH, FONTCONFIG_FILE },
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(tooLong());
      end(child);
    }, MOST_TIME);
    child.once('error', (err) => {
      clearTimeout(timer);
      log.error({ err }, 'Chromium could not be started');
      reject(failed(err));
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      // Helpers of it may be left.
      end(child);
      if (code === 0) return resolve();
      log.error({ code }, 'Chromium failed');
      reject(failed());
    });
  });
}

function end({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // All of them have gone.
  }
}

function failed(cause?: unknown): AppError {
  return new AppError(
    'unavailable',
    'The PDF could not be made. Open the print page of the document, and let your browser print it to a file.',
    { cause },
  );
}

function tooLong(): AppError {
  return new AppError(
    'too_large',
    'This document is too long for a PDF here. Open its print page, and let your browser print it to a file.',
  );
}
