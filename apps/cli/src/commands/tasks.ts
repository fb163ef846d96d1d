import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { listMyTasks } from '@plenum/database/tasks/reads';
import { AppError } from '@plenum/domain/errors';
import { parseInput } from '@plenum/domain/input';
import { againSchema, newTaskSchema, taskPatchSchema } from '@plenum/domain/tasks/schema';
import type { Task } from '@plenum/domain/tasks/types';
import { exportTasks as exportAs } from '@plenum/exchange/export-tasks';
import { importTasks as importFrom } from '@plenum/exchange/import-tasks';
import { makeListAgain } from '@plenum/exchange/make-list-again';
import { createTask, listTasks, patchTask, deleteTask as remove, tickTask } from '@plenum/exchange/tasks';
import { Converter } from '@plenum/formats/convert';
import { MOST_IMPORT_BYTES } from '@plenum/formats/format-names';
import type { Command } from '../arguments.ts';
import { allOf } from '../data/all-of.ts';
import { withPerson } from '../data/as-person.ts';
import { readInput, STANDARD_INPUT } from '../data/input.ts';
import { CONVERTER, type Env } from '../env.ts';
import type { Answer } from '../main.ts';
import { lossLine } from './documents.ts';

type Of<Name extends Command['name']> = Extract<Command, { name: Name }>;

const converter = new Converter({ program: () => CONVERTER });

/** Lists the tasks of a list, in the order of their ids. */
export async function listTasksOf(env: Env, { username, documentId }: Of<'tasks list'>): Promise<Answer> {
  const { tasks, sections } = await withPerson(env, username, async (person) =>
    listTasks(await person.grant('document.read', documentId)),
  );
  return { lines: tasks.map(lineOf), value: { items: tasks, sections } };
}

function lineOf({ id, isDone, title, due }: Pick<Task, 'id' | 'isDone' | 'title' | 'due'>): string {
  return `${id}  ${isDone ? '[x]' : '[ ]'}  ${due ?? ''}  ${title}`;
}

/** Lists the open tasks that somebody has, or has given to others, with who has them; what is due first first. */
export async function listMyTasksOf(env: Env, { username, of }: Of<'tasks mine'>): Promise<Answer> {
  const items = await withPerson(env, username, async (person) => {
    const grant = await person.grant('account.read', person.id);
    return allOf((page) => listMyTasks(grant, { ...page, of }));
  });
  const lines = items.map(
    ({ documentId, taskId, due, title, document, who }) =>
      `${documentId}  ${taskId}  ${due ?? ''}  ${title}  (${document})${who.length > 0 ? `  ${who.join(', ')}` : ''}`,
  );
  return { lines, value: { items } };
}

/** Adds a task; its id alone is the answer. */
export async function addTask(env: Env, { username, documentId, said }: Of<'tasks add'>): Promise<Answer> {
  const input = parseInput(newTaskSchema, said);
  const task = await withPerson(env, username, async (person) =>
    createTask(await person.grant('document.write', documentId), input),
  );
  return { lines: [task.id], value: task };
}

/** Changes a task of a list. */
export async function editTask(
  env: Env,
  { username, documentId, taskId, said }: Of<'tasks edit'>,
): Promise<Answer> {
  const changes = parseInput(taskPatchSchema, said);
  const task = await withPerson(env, username, async (person) =>
    patchTask(await person.grant('document.write', documentId), { taskId, changes }),
  );
  return { lines: [], value: task };
}

/** Says that a task is done, or is not, in its list or a text. */
export async function finishTask(
  env: Env,
  { username, documentId, taskId, isDone }: Of<'tasks done'>,
): Promise<Answer> {
  await withPerson(env, username, async (person) =>
    tickTask(await person.grant('document.tick', documentId), { taskId, isDone }),
  );
  return { lines: [], value: { id: taskId, isDone } };
}

/** Deletes a task with its parts. */
export async function deleteTask(
  env: Env,
  { username, documentId, taskId }: Of<'tasks delete'>,
): Promise<Answer> {
  await withPerson(env, username, async (person) =>
    remove(await person.grant('document.write', documentId), taskId),
  );
  return { lines: [], value: { id: taskId } };
}

/** Makes a new list of one, in which nothing is done, for another day; its id alone is the answer. */
export async function tasksAgain(
  env: Env,
  { username, documentId, ...said }: Of<'tasks again'>,
): Promise<Answer> {
  const { title, on } = parseInput(againSchema, said);
  const { id, title: named } = await withPerson(env, username, async (person) => {
    const from = await person.grant('document.read', documentId);
    return makeListAgain(from, { into: await person.grant('document.create', from.workspaceId), title, on });
  });
  return { lines: [id], value: { id, title: named, url: `${env.publicUrl}/d/${id}` } };
}

/** Makes lists of a file of tasks; their ids are the answer, and what did not come along is told on standard error. */
export async function importTasks(
  env: Env,
  { username, workspace, file, zone = 'UTC' }: Of<'tasks import'>,
): Promise<Answer> {
  const content = await readInput(file, MOST_IMPORT_BYTES);
  const name = file === STANDARD_INPUT ? '' : path.basename(file);
  const { documents, losses } = await withPerson(env, username, async (person) =>
    importFrom(await person.grant('document.create', await person.workspace(workspace)), {
      file: { name, content },
      zone,
      untitled: 'Untitled list',
      converter,
    }),
  );
  const items = documents.map(({ id, title }) => ({ id, title, url: `${env.publicUrl}/d/${id}` }));
  return { lines: items.map(({ id }) => id), value: { items, losses }, notes: losses.map(lossLine) };
}

/** Gives out a list as a file: to a path, or on standard output; what is not in it is told on standard error. */
export async function exportTasks(
  env: Env,
  { username, documentId, format, output }: Of<'tasks export'>,
): Promise<Answer> {
  const { content, losses } = await withPerson(env, username, async (person) =>
    exportAs(await person.grant('document.read', documentId), { format, from: 'From' }),
  );
  const notes = losses.map(lossLine);
  const bytes = Buffer.from(content);
  if (output === undefined) return { lines: [], bytes, value: null, notes };
  try {
    await writeFile(output, bytes);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new AppError('unavailable', `${output} cannot be written (${code}).`, { cause: error });
  }
  return { lines: [], value: { file: output, bytes: bytes.length, losses }, notes };
}
