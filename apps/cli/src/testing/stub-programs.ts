import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ProgramFile } from '../launcher/program.ts';

/** One thing that a stub program did. */
export interface StubEvent {
  program: 'web' | 'collab';
  /** `stop` when it is told to, `end` when it has done what is to be done then. */
  did: 'start' | 'stop' | 'end';
  /** Whether the database could be used at that moment. */
  database: boolean;
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

const DATABASE = JSON.stringify(import.meta.resolve('@plenum/database/migrate/reach-database'));

/** A server that answers 200 everywhere, the live one once the pages do, and writes down what it does, and whether the database was there. */
const SOURCE = `
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
const [program, journal, fault] = process.argv.slice(2);
const { PORT, WEB_PORT, HOSTNAME, PUBLIC_URL, NEXTAUTH_URL, DATABASE_URL, PLENUM_DATA, NODE_ENV } = process.env;
const environment = { PORT, WEB_PORT, HOSTNAME, PUBLIC_URL, NEXTAUTH_URL, DATABASE_URL, PLENUM_DATA, NODE_ENV };
environment.secret = String(process.env.NEXTAUTH_SECRET?.length);
const { reachDatabase } = await import(${DATABASE});
const isThere = () => reachDatabase(DATABASE_URL).then(() => true, () => false);
async function note(did) {
  const event = { program, did, database: await isThere(), pid: process.pid, environment };
  appendFileSync(journal, JSON.stringify(event) + '\\n');
}
process.on('SIGTERM', async () => {
  await note('stop');
  if (fault === 'deaf') return;
  await note('end');
  process.exit(0);
});
process.on('disconnect', () => setTimeout(() => process.exit(1), fault === 'slow' ? 1000 : 0));
await note('start');
if (fault === 'crash') process.exit(3);
if (WEB_PORT) while (!(await fetch('http://127.0.0.1:' + WEB_PORT).then(() => true, () => false))) await delay(20);
const server = createServer((request, response) => response.end(program)).listen(Number(PORT), '127.0.0.1');
console.log('hidden: listening on ' + PORT);
`;

/**
 * Writes the stub programs into a folder.
 * @param fault what is wrong with the live server: it ends at once, it does not stop when it is told to, or it takes a
 * second to end when its launcher is gone.
 */
export function writeStubPrograms(folder: string, fault?: 'crash' | 'deaf' | 'slow'): StubPrograms {
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
