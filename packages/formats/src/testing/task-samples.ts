import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ImportedTasks } from '../tasks/found-list.ts';
import { tasksFromFile } from '../tasks/tasks-from-file.ts';

/** Where whoever sends a file in tests is. */
export const ZONE = 'Europe/Berlin';

/** A file in the shape in which a program writes it, by hand. */
export function taskSample(name: string): Buffer {
  return readFileSync(path.join(import.meta.dirname, 'tasks', name));
}

/** Reads some content as a file of tasks. */
export function readTasks(content: string | Uint8Array, name = 'tasks.csv'): ImportedTasks {
  return tasksFromFile({
    name,
    bytes: typeof content === 'string' ? Buffer.from(content) : content,
    zone: ZONE,
  });
}

/** What was lost, with how many and where. */
export function lossesIn({ losses }: ImportedTasks): [string, number, ...string[]][] {
  return losses.map(({ code, count, places }) => [code, count, ...places]);
}
