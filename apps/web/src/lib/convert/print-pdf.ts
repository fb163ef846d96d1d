import { readFile } from 'node:fs/promises';
import { AppError } from '@plenum/domain/errors';
import { printPdf as printBy } from '@plenum/exchange/print-pdf';
import { OneByOne } from '@plenum/formats/one-by-one';
import { env } from '#env.ts';
import { log } from '#lib/log.ts';

/** Milliseconds that Chromium may take, and bytes that a PDF may have. */
const MOST = { time: 60_000, bytes: 100 * 2 ** 20 };

/** One Chromium at a time, which takes as much memory as everything else together. */
const line = new OneByOne({ most: 6 });

/** Whether PDFs are made here. */
export function makesPdf(): boolean {
  return env().CHROMIUM_PATH !== undefined;
}

/**
 * Prints a page by Chromium.
 * @param page HTML that has all it needs in it.
 * @throws AppError `unavailable` where there is no Chromium or it fails, `too_large` for what takes too long.
 */
export function printPdf(page: Uint8Array, dataDir: string): Promise<Uint8Array> {
  const { CHROMIUM_PATH: program, CHROMIUM_SANDBOX, LD_LIBRARY_PATH, FONTCONFIG_FILE } = env();
  if (program === undefined) {
    throw new AppError(
      'unavailable',
      'No PDFs are made here. Open the print page of the document, and let your browser print it to a file.',
    );
  }
  const chromium = {
    program,
    isSandboxed: CHROMIUM_SANDBOX !== '0',
    libraryPath: LD_LIBRARY_PATH,
    fontconfigFile: FONTCONFIG_FILE,
  };
  const onFailed = (reason: object) => log.error(reason, 'Chromium failed');
  const options = { chromium, dataDir, most: MOST, hasOwnGroup: true, failed, tooLong, onFailed };
  return line.run(() => printBy([page], options, (file) => readFile(file)));
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
