import { statSync } from 'node:fs';
import { reachRedis } from '@plenum/database/bus/reach-redis';
import { withConnection } from '@plenum/database/connection';
import { freeBytes } from '@plenum/database/embedded/folders';
import { assertFilePlace } from '@plenum/database/file-place';
import { openFileStore, openSharedPlace } from '@plenum/database/files/open-store';
import { surveyFiles } from '@plenum/database/files/survey';
import { migrationStatus } from '@plenum/database/migrate/apply-migrations';
import { reachDatabase } from '@plenum/database/migrate/reach-database';
import { AppError } from '@plenum/domain/errors';
import { makeDataFolder } from '../data/data-folder.ts';
import { findHolder, takeDataLock } from '../data/data-lock.ts';
import { withDatabase } from '../data/with-database.ts';
import { type Env, MIGRATIONS } from '../env.ts';
import { isPortFree } from '../launcher/port.ts';
import type { Answer } from '../main.ts';

const LEAST_FREE_BYTES = 500_000_000;
const MOST_CLOCK_DIFFERENCE = 10_000;

/** The result of one check. */
interface Finding {
  check: string;
  ok: boolean;
  detail: string;
}

/** Checks what Plenum needs, one line each; it has failed when anything is wrong. */
export async function diagnose(env: Env): Promise<Answer> {
  const findings = [
    { check: 'Node.js', ok: true, detail: process.versions.node },
    await attempt('Data folder', () => checkFolder(env)),
    await attempt('Free disk', () => checkDisk(env)),
    ...(await checkDatabase(env)),
    ...(await checkRedis(env)),
    await attempt('Port', () => checkPort(env)),
  ];
  const failed = findings.filter(({ ok }) => !ok).map(({ check }) => check);
  return {
    lines: findings.map(({ check, ok, detail }) => `${ok ? 'ok  ' : 'FAIL'}  ${check}: ${detail}`),
    value: { ok: failed.length === 0, checks: findings },
    ...(failed.length > 0 && { failure: `What Plenum needs is not all there: ${failed.join(', ')}.` }),
  };
}

type Outcome = Omit<Finding, 'check'>;

/** A check that throws has failed; an unexpected error is told as it is. */
async function attempt(check: string, run: () => Outcome | Promise<Outcome>): Promise<Finding> {
  try {
    return { check, ...(await run()) };
  } catch (error) {
    if (error instanceof AppError) return { check, ok: false, detail: error.message };
    return { check, ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

function checkFolder({ dataDir, publicUrl }: Env): Outcome {
  makeDataFolder(dataDir);
  // Taking the lock writes a file, which is the proof; where somebody holds it, writing works too.
  const lock = takeDataLock(dataDir, { purpose: 'command', publicUrl });
  if (lock.taken) lock.release();
  const open = (statSync(dataDir).mode & 0o022) !== 0;
  return open
    ? { ok: false, detail: `${dataDir} can be written by others. Close it: chmod go-w ${dataDir}` }
    : { ok: true, detail: `${dataDir} can be written, by this user alone` };
}

function checkDisk({ dataDir }: Env): Outcome {
  const free = freeBytes(dataDir);
  return { ok: free >= LEAST_FREE_BYTES, detail: `${(free / 1e9).toFixed(1)} GB free in ${dataDir}` };
}

async function checkDatabase(env: Env): Promise<Finding[]> {
  const findings: Finding[] = [];
  const reached = await attempt('PostgreSQL', () =>
    withDatabase(env, async ({ url, instance }) => {
      const { version, clockAhead } = await reachDatabase(url);
      findings.push(
        await attempt('Migrations', async () => {
          const { applied, pending } = await migrationStatus(url, MIGRATIONS);
          if (pending.length === 0) return { ok: true, detail: `${applied.length} applied, none pending` };
          const when =
            instance === 'running' ? 'start Plenum anew to apply them' : 'applied at the next start';
          return { ok: instance !== 'running', detail: `${pending.length} pending, ${when}` };
        }),
        {
          check: 'Clock',
          ok: Math.abs(clockAhead) <= MOST_CLOCK_DIFFERENCE,
          detail: `${new Date().toISOString()}, the database's differs by ${(clockAhead / 1000).toFixed(1)} s`,
        },
      );
      findings.push(await attempt('Files', () => checkFiles(url, env)));
      const place = { stopped: 'built in', running: 'built in, running', own: 'DATABASE_URL' }[instance];
      return { ok: true, detail: `${version} (${place})` };
    }),
  );
  return [reached, ...findings];
}

/** Names of files that are told at most. */
const NAMED = 5;

/** What is too much does no harm, but is nobody's any more. */
async function checkFiles(url: string, env: Env): Promise<Outcome> {
  const place = openSharedPlace(env);
  const files = place ?? openFileStore(env);
  await files.check();
  await withConnection({ url, name: 'plenum-doctor' }, (client) => assertFilePlace(client, place));
  const { attachments, missing, strays } = await surveyFiles({ url, files });
  const named = (ids: string[]) => ids.slice(0, NAMED).join(', ') + (ids.length > NAMED ? ', …' : '');
  const details = [
    `${attachments} of attachments${env.s3 ? ` in the bucket ${env.s3.bucket}` : ''}`,
    ...(missing.length > 0 ? [`${missing.length} missing or damaged: ${named(missing)}`] : []),
    ...(strays.length > 0 ? [`${strays.length} belong to nothing: ${named(strays)}`] : []),
  ];
  return { ok: missing.length === 0, detail: details.join('; ') };
}

/** Only where there is to be one. */
async function checkRedis({ redisUrl }: Env): Promise<Finding[]> {
  if (!redisUrl) return [];
  const check = async () => ({
    ok: true,
    detail: `answers within ${Math.ceil(await reachRedis(redisUrl))} ms`,
  });
  return [await attempt('Redis', check)];
}

async function checkPort({ port, dataDir, publicUrl }: Env): Promise<Outcome> {
  const holder = findHolder(dataDir);
  if (holder?.purpose === 'start' && holder.publicUrl === publicUrl) {
    return { ok: true, detail: `${port} is used by this Plenum (process ${holder.pid})` };
  }
  const free = await isPortFree(port);
  return {
    ok: free,
    detail: free ? `${port} is free` : `${port} is used by another program; set PORT to another`,
  };
}
