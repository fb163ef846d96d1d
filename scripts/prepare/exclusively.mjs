import { randomBytes } from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { explain } from './explain.mjs';

/** Milliseconds: how often whoever works says so, after how long a silent one is dead, and how long to wait at most. */
const HEARTBEAT = 2000;
const SILENCE = 10000;
const PATIENCE = 3600000;
const PAUSE = 250;

/**
 * Does some work while no other process does it; whoever comes meanwhile waits. A lock left by a killed one counts for
 * nothing. One that was suspended for long has lost its lock to the next, and leaves that one's alone.
 */
export async function exclusively(lock, work) {
  const token = randomBytes(8).toString('hex');
  await take(lock, token);
  const timer = setInterval(() => beat(lock, token), HEARTBEAT);
  const release = () => {
    if (read(lock) === token) remove(lock);
  };
  process.once('exit', release);
  try {
    await work();
  } finally {
    clearInterval(timer);
    process.removeListener('exit', release);
    release();
  }
}

async function take(lock, token) {
  const deadline = Date.now() + PATIENCE;
  let told = false;
  while (!create(lock, token)) {
    if (isSilent(lock)) {
      discard(lock, token);
      continue;
    }
    if (Date.now() > deadline) throw new Error('Another start has been preparing this checkout for an hour.');
    if (!told) process.stderr.write('Another start is preparing this checkout; waiting for it …\n');
    told = true;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

function create(lock, token) {
  try {
    mkdirSync(dirname(lock), { recursive: true });
    writeFileSync(lock, token, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw new Error(explain(error.message, dirname(lock)) || error.message);
  }
}

/** Says that the holder works; where the lock went meanwhile there is nothing to say. */
function beat(lock, token) {
  try {
    if (read(lock) === token) utimesSync(lock, new Date(), new Date());
  } catch {
    // It has just gone.
  }
}

/** Whether the lock's holder has said nothing for long; not so where the lock has just gone. */
function isSilent(lock) {
  try {
    return Date.now() - statSync(lock).mtimeMs > SILENCE;
  } catch {
    return false;
  }
}

/** Moves a silent holder's lock away; one that somebody else took at this very moment is put back. */
function discard(lock, token) {
  const aside = `${lock}.${token}`;
  try {
    renameSync(lock, aside);
    if (!isSilent(aside)) linkSync(aside, lock);
  } catch {
    // Somebody else was faster.
  }
  remove(aside);
}

function read(lock) {
  try {
    return readFileSync(lock, 'utf8');
  } catch {
    return null;
  }
}

function remove(lock) {
  try {
    unlinkSync(lock);
  } catch {
    // Somebody else removed it.
  }
}
