import { createReadStream } from 'node:fs';
import { AppError } from '@plenum/domain/errors';

/** What stands for standard input where a file is asked for. */
export const STANDARD_INPUT = '-';

/**
 * Reads a file, or standard input for `-`.
 * @param most bytes.
 * @throws AppError `not_found` where there is no such file, `too_large`.
 */
export async function readInput(file: string, most: number): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of file === STANDARD_INPUT ? process.stdin : createReadStream(file)) {
      pieces.push(Buffer.from(piece));
      size += piece.length;
      if (size > most) throw new AppError('too_large', `${nameOf(file)} is larger than may be read.`);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new AppError('not_found', `${nameOf(file)} cannot be read (${code}).`, { cause: error });
  }
  return new Uint8Array(Buffer.concat(pieces));
}

/** The same as text. */
export async function readText(file: string, most: number): Promise<string> {
  return Buffer.from(await readInput(file, most)).toString('utf8');
}

function nameOf(file: string): string {
  return file === STANDARD_INPUT ? 'Standard input' : file;
}
