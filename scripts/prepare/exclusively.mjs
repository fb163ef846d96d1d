import { mkdirSync, statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { explain } from './explain.mjs';

/** Milliseconds: how often whoever works says so, after how long a silent one is dead, and how long to wait at most. */
const HEARTBEAT = 2000;
const SILENCE = 10000;
const PATIENCE = 3600000;
const PAUSE = 250;

/** Does some work while no other process does it; whoever comes meanwhile waits. A lock left by a killed one counts for nothing. */
export async function exclusively(lock, work) {
  await take(lock);
  const timer = setInterval(() => utimesSync(lock, new Date(), new Date()), HEARTBEAT);
  const release = () => remove(lock);
  process.once('exit', release);
  try {
    await work();
  } finally {
    clearInterval(timer);
    process.removeListener('exit', release);
    release();
  }
}

async function take(lock) {
  const deadline = Date.now() + PATIENCE;
  let told = false;
  while (!create(lock)) {
    if (Date.now() - lastSign(lock) > SILENCE) {
      remove(lock);
      continue;
    }
    if (Date.now() > deadline) throw new Error('Another start has been preparing this checkout for an hour.');
    if (!told) process.stderr.write('Another start is preparing this checkout; waiting for it …\n');
    told = true;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

function create(lock) {
  try {
    mkdirSync(dirname(lock), { recursive: true });
    writeFileSync(lock, '', { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw new Error(explain(error.message, dirname(lock)) || error.message);
  }
}

/** When the lock's holder last said that it works; now, where the lock has just gone. */
function lastSign(lock) {
  try {
    return statSync(lock).mtimeMs;
  } catch {
    return Date.now();
  }
}

function remove(lock) {
  try {
    unlinkSync(lock);
  } catch {
    // Somebody else removed it.
  }
}
