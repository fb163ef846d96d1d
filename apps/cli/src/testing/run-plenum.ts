import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** What a command is given beside its arguments. */
export interface PlenumOptions {
  input?: string;
  env?: Record<string, string>;
  /** Bytes that a file may have that it writes; for a disk that is full. */
  mostFileBytes?: number;
  /** Gets its process once it runs. */
  onStart?: (child: ChildProcess) => void;
}

/** What came of it. */
export interface PlenumResult {
  code: number | null;
  out: string;
  err: string;
}

/** Runs the compiled command line as a program of its own, as the entry script does. */
export async function runPlenum(args: string[], options: PlenumOptions = {}): Promise<PlenumResult> {
  const module = import.meta.resolve('../../dist/main.js');
  const script = `const { main } = await import(${JSON.stringify(module)});
    process.exitCode = await main(process.argv.slice(1));`;
  const node = [process.execPath, '--input-type=module', '-e', script, '--', ...args];
  const limit = options.mostFileBytes === undefined ? '' : `ulimit -f ${options.mostFileBytes / 512}; `;
  const child = spawn('/bin/sh', ['-c', `${limit}exec "$@"`, 'sh', ...node], {
    env: { PATH: process.env.PATH, ...options.env },
  });
  options.onStart?.(child);
  child.stdin.end(options.input ?? '');
  const exit = once(child, 'exit');
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await exit;
  return { code, out, err };
}
