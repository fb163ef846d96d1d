import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { workFolder } from '@plenum/database/files/files-folder';
import type { AppError } from '@plenum/domain/errors';

/** The browser that prints, as whoever runs the instance has named it. */
export interface Chromium {
  program: string;
  isSandboxed: boolean;
  /** A browser that lies in a folder of its own finds its libraries and fonts by these. */
  libraryPath: string | undefined;
  fontconfigFile: string | undefined;
}

/** How a page is printed. */
export interface PrintOptions {
  chromium: Chromium;
  dataDir: string;
  /** Names what it is made in, by which {@link clearPrint} removes it for a process that is killed; no other has the same. */
  id?: string;
  /** Milliseconds that it may take, and bytes that the PDF may have. */
  most: { time: number; bytes: number };
  /** What is told where it fails, and where it is too much. */
  failed(cause?: unknown): AppError;
  tooLong(): AppError;
  /** Whether the browser has a group of processes of its own, which ends as a whole; else it ends with that of this process. */
  hasOwnGroup: boolean;
  /** Told why it failed. */
  onFailed(reason: { err: unknown } | { code: number | null }): void;
}

/**
 * Prints a page by Chromium, which reaches no network, runs nothing, and knows of nothing but the page.
 * @param page HTML that has all it needs in it, in pieces.
 * @param take gets the path of the PDF, which is there for that long.
 * @throws what `failed` and `tooLong` make; whatever `take` throws.
 */
export async function printPdf<T>(
  page: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>,
  options: PrintOptions,
  take: (file: string) => Promise<T>,
): Promise<T> {
  const { dataDir, id = randomUUID() } = options;
  const folder = printFolder(dataDir, id);
  await mkdir(workFolder(dataDir), { recursive: true, mode: 0o700 });
  await mkdir(folder, { mode: 0o700 });
  try {
    return await take(await printIn(folder, page, options));
  } finally {
    await clearPrint(dataDir, id);
  }
}

/** Removes what something was printed in, be there anything or not. */
export async function clearPrint(dataDir: string, id: string): Promise<void> {
  await rm(printFolder(dataDir, id), { recursive: true, force: true, maxRetries: 3 });
}

function printFolder(dataDir: string, id: string): string {
  return path.join(workFolder(dataDir), `print-${id}`);
}

async function printIn(
  folder: string,
  page: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>,
  options: PrintOptions,
): Promise<string> {
  const { chromium, most, failed, tooLong } = options;
  const [source, result] = [path.join(folder, 'page.html'), path.join(folder, 'page.pdf')];
  const whole = async function* () {
    yield Buffer.from(POLICY);
    for await (const piece of page) yield Buffer.from(piece);
  };
  await pipeline(Readable.from(whole()), createWriteStream(source, { mode: 0o600 }));
  const profile = path.join(folder, 'profile');
  await mkdir(path.join(profile, 'Default'), { recursive: true, mode: 0o700 });
  await writeFile(path.join(profile, 'Default/Preferences'), JSON.stringify(PREFERENCES));
  // The address of a socket, which Chromium puts there, may have no more than a hundred letters.
  const sockets = await mkdtemp(path.join(os.tmpdir(), 'plenum-'));
  try {
    await run({ folder, sockets }, options, [
      ...ARGUMENTS,
      ...(chromium.isSandboxed ? [] : ['--no-sandbox']),
      `--user-data-dir=${profile}`,
      `--print-to-pdf=${result}`,
      pathToFileURL(source).href,
    ]);
  } finally {
    await rm(sockets, { recursive: true, force: true, maxRetries: 3 });
  }
  const size = (await stat(result).catch(() => null))?.size ?? 0;
  if (size === 0) throw failed();
  if (size > most.bytes) throw tooLong();
  return result;
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

function run(
  { folder, sockets }: { folder: string; sockets: string },
  { chromium, most, hasOwnGroup, failed, tooLong, onFailed }: PrintOptions,
  args: readonly string[],
): Promise<void> {
  const { program, libraryPath, fontconfigFile } = chromium;
  const child = spawn(program, args, {
    cwd: folder,
    detached: hasOwnGroup,
    stdio: 'ignore',
    env: {
      NODE_ENV: 'production',
      HOME: folder,
      TMPDIR: sockets,
      ...(libraryPath && { LD_LIBRARY_PATH: libraryPath }),
      ...(fontconfigFile && { FONTCONFIG_FILE: fontconfigFile }),
    },
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(tooLong());
      end(child, hasOwnGroup);
    }, most.time);
    child.once('error', (err) => {
      clearTimeout(timer);
      onFailed({ err });
      reject(failed(err));
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      // Helpers of it may be left.
      end(child, hasOwnGroup);
      if (code === 0) return resolve();
      onFailed({ code });
      reject(failed());
    });
  });
}

function end({ pid }: ChildProcess, hasOwnGroup: boolean): void {
  if (pid === undefined) return;
  try {
    process.kill(hasOwnGroup ? -pid : pid, 'SIGKILL');
  } catch {
    // All of them have gone.
  }
}
