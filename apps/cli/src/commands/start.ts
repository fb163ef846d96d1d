import { existsSync } from 'node:fs';
import { AppError } from '@plenum/domain/errors';
import { loggableError } from '@plenum/domain/loggable-error';
import type { Env } from '../env.ts';
import { createLaunch } from '../launcher/launch.ts';
import { PROGRAMS } from '../launcher/programs.ts';
import { findStarter } from '../launcher/starter.ts';
import { untilSignal } from '../launcher/until-signal.ts';
import type { Answer } from '../main.ts';

/** Runs Plenum until it is told to stop. */
export async function start(env: Env, { json }: { json: boolean }): Promise<Answer> {
  for (const { module } of Object.values(PROGRAMS)) {
    if (!existsSync(module))
      throw new AppError('unavailable', `${module} is missing. Build Plenum first: npm start`);
  }
  const say = (line: string) => process.stdout.write(json ? '' : `${line}\n`);
  const ready = () => {
    if (json) process.stdout.write(`${JSON.stringify({ ready: true, url: env.publicUrl })}\n`);
    say(`Plenum is ready: ${env.publicUrl}   (Ctrl-C stops it)`);
  };
  const starter = findStarter(env.inherited);
  const launch = createLaunch({ env, programs: PROGRAMS, mode: 'production', say, parentPid: starter?.pid });
  const again = () => {
    launch.kill();
    process.exit(130);
  };
  try {
    await untilSignal({ again, starter }, (signal) => {
      signal.addEventListener('abort', () => say('Stopping …'), { once: true });
      return launch.run(signal, ready);
    });
  } catch (error) {
    throw asSentence(error);
  }
  return { lines: ['Plenum has stopped.'], value: { stopped: true } };
}

/** What this prints is kept as a log where Plenum runs as a service: of an unexpected error only what a log may have. */
function asSentence(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const outline = JSON.stringify(loggableError(error));
  return new AppError('internal', `Plenum was ended by an error of its own: ${outline}`, { cause: error });
}
