import { Readable } from 'node:stream';
import { vi } from 'vitest';
import { main } from '../main.ts';
import type { PlenumOptions, PlenumResult } from './run-plenum.ts';

/** Runs the command line within this process, whose input, output and variables it gets for that long: starting a program costs more than most commands. */
export async function runCommand(
  args: string[],
  { input = '', env = {} }: Pick<PlenumOptions, 'input' | 'env'> = {},
): Promise<PlenumResult> {
  const kept = process.env;
  const [out, err] = [pieces(process.stdout), pieces(process.stderr)];
  const stdin = vi
    .spyOn(process, 'stdin', 'get')
    .mockReturnValue(Readable.from([input]) as typeof process.stdin);
  process.env = { PATH: kept.PATH, ...env };
  try {
    const code = await main(args);
    return { code, out: out.text(), err: err.text() };
  } finally {
    process.env = kept;
    for (const spy of [out, err, stdin]) spy.mockRestore();
  }
}

function pieces(stream: NodeJS.WriteStream) {
  const written: Buffer[] = [];
  const spy = vi.spyOn(stream, 'write').mockImplementation((piece) => {
    written.push(Buffer.from(piece));
    return true;
  });
  return { text: () => Buffer.concat(written).toString('utf8'), mockRestore: () => spy.mockRestore() };
}
