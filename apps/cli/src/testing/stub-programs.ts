import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ProgramFile } from '../launcher/program.ts';

/** One thing that a stub program did. */
export interface StubEvent {
  program: 'web' | 'collab';
  did: 'start' | 'stop';
  /** Milliseconds since 1970. */
  at: number;
  pid: number;
  environment: Record<string, string>;
}

/** Programs that stand in for the real ones, and what they did. */
export interface StubPrograms {
  programs: { web: ProgramFile; collab: ProgramFile };
  events(): StubEvent[];
  /** The process id of the newest one of a kind. */
  pidOf(program: StubEvent['program']): number;
}

/** A server that answers 200 everywhere and writes down what it does. */
const SOURCE = `
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
const [program, journal, fault] = process.argv.slice(2);
const { PORT, WEB_PORT, HOSTNAME, PUBLIC_URL, NEXTAUTH_URL, DATABASE_URL, PLENUM_DATA, NODE_ENV } = process.env;
const environment = { PORT, WEB_PORT, HOSTNAME, PUBLIC_URL, NEXTAUTH_URL, DATABASE_URL, PLENUM_DATA, NODE_ENV };
environment.secret = String(process.env.NEXTAUTH_SECRET?.length);
const note = (did) => appendFileSync(journal, JSON.stringify({ program, did, at: Date.now(), pid: process.pid, environment }) + '\\n');
note('start');
if (fault === 'crash') process.exit(3);
const server = createServer((request, response) => response.end(program)).listen(Number(PORT), '127.0.0.1');
process.on('SIGTERM', () => { note('stop'); if (fault !== 'deaf') process.exit(0); });
process.on('disconnect', () => process.exit(1));
console.log('hidden: listening on ' + PORT);
`;

/**
 * Writes the stub programs into a folder.
 * @param fault what is wrong with the live server: it ends at once, or it does not stop when it is told to.
 */
export function writeStubPrograms(folder: string, fault?: 'crash' | 'deaf'): StubPrograms {
  mkdirSync(folder, { recursive: true });
  const module = path.join(folder, 'program.mjs');
  const journal = path.join(folder, 'journal');
  writeFileSync(module, SOURCE);
  if (!existsSync(journal)) appendFileSync(journal, '');
  const stub = (program: StubEvent['program']): ProgramFile => ({
    module,
    folder,
    arguments: [program, journal, ...(fault && program === 'collab' ? [fault] : [])],
    hidden: /^hidden:/,
  });
  const events = (): StubEvent[] =>
    readFileSync(journal, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  return {
    programs: { web: stub('web'), collab: stub('collab') },
    events,
    pidOf: (program) =>
      events().findLast((event) => event.program === program && event.did === 'start')?.pid ?? 0,
  };
}
