import { watch } from 'node:fs';
import path from 'node:path';
import { ROOT, readEnv } from '../env.ts';
import { createLaunch } from '../launcher/launch.ts';
import { ignoreLostOutput } from '../launcher/lost-output.ts';
import { DEVELOPMENT_PROGRAMS } from '../launcher/programs.ts';
import { findStarter } from '../launcher/starter.ts';
import type { Supervised } from '../launcher/supervise.ts';
import { untilSignal } from '../launcher/until-signal.ts';

/** What the live server runs on; its compilers write here whenever a source changes. */
const COMPILED = [
  'apps/collab',
  'packages/database',
  'packages/domain',
  'packages/editor',
  'packages/protocol',
];

/** Milliseconds without a further change after which the live server is started anew. */
const QUIET = 400;

/**
 * Runs Plenum for its developers until it is told to stop: what is changed is in force without a new start.
 * @param onReady called once people can work; the compilers start there, so that a start that fails leaves none.
 */
export async function develop(onReady: () => void): Promise<void> {
  ignoreLostOutput();
  const env = readEnv();
  const say = (line: string) => process.stdout.write(`${line}\n`);
  // A mistake that is being worked on may end a program any number of times.
  const policy = { firstPause: 1_000, longestPause: 1_000, limit: Number.POSITIVE_INFINITY, window: 60_000 };
  const starter = findStarter(env.inherited);
  const programs = DEVELOPMENT_PROGRAMS;
  const launch = createLaunch({ env, programs, mode: 'development', say, policy, parentPid: starter?.pid });
  const again = () => {
    launch.kill();
    process.exit(130);
  };
  await untilSignal({ again, starter }, (signal) =>
    launch.run(signal, ({ collab }) => {
      restartOnChange(collab, signal);
      onReady();
      say(`Plenum is ready for development: ${env.publicUrl}   (Ctrl-C stops it)`);
    }),
  );
}

function restartOnChange(collab: Supervised, signal: AbortSignal): void {
  let timer: NodeJS.Timeout | undefined;
  const onChange = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void collab.restart(), QUIET);
  };
  for (const folder of COMPILED) {
    watch(path.join(ROOT, folder, 'dist'), { recursive: true, signal }, (_event, name) => {
      if (name?.endsWith('.js')) onChange();
    });
  }
}
