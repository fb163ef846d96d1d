import { createReadStream, statSync } from 'node:fs';
import path from 'node:path';
import { getDocument } from '@plenum/database/documents/reads';
import { fileOf } from '@plenum/database/files/transfer-files';
import {
  awaitFile,
  endTransfer,
  fileCame,
  getTransfer,
  getTransferFile,
  listTransfers,
  startExport,
} from '@plenum/database/transfers/jobs';
import { getWorkspace } from '@plenum/database/workspaces/reads';
import { AppError, notFound } from '@plenum/domain/errors';
import type { TransferCard } from '@plenum/domain/transfers/types';
import type { Command } from '../arguments.ts';
import { allOf } from '../data/all-of.ts';
import { type ActingPerson, withPerson } from '../data/as-person.ts';
import type { Env } from '../env.ts';
import type { Answer } from '../main.ts';
import { sizeOf } from './progress.ts';
import { leftLines, writeWhole } from './transfer.ts';

type Of<Name extends Command['name']> = Extract<Command, { name: Name }>;

/** Has the running Plenum make a file of a workspace or a branch; its id alone is the answer. */
export async function startTransfer(env: Env, command: Of<'transfer start'>): Promise<Answer> {
  const { username, workspace, branch = null, as: form, language: locale } = command;
  const { id } = await withPerson(env, username, async (person) => {
    const grant = await rightIn(person, workspace);
    const title = await titleOf(person, grant.workspaceId, branch);
    return startExport(grant, { form, documentId: branch, locale, title });
  });
  return { lines: [id], value: { id } };
}

/** Has the running Plenum import a ZIP; its id alone is the answer. */
export async function sendTransfer(env: Env, command: Of<'transfer send'>): Promise<Answer> {
  const { username, workspace, file, below = null, again: isAgain, language: locale } = command;
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) throw new AppError('not_found', `${file} cannot be read.`);
  const { id } = await withPerson(env, username, async (person) => {
    const grant = await rightIn(person, workspace);
    if (below !== null) await inside(person, grant.workspaceId, below);
    const { id: transferId, most } = await awaitFile(grant, { documentId: below, isAgain, locale });
    if (size > most) {
      await endTransfer(grant, transferId);
      throw new AppError('too_large', `${file} has more than the ${sizeOf(most)} that may come in at once.`);
    }
    await person.db.transferFiles.write(fileOf(transferId), createReadStream(file));
    return fileCame(grant, { id: transferId, title: path.basename(file), size });
  });
  return { lines: [id], value: { id } };
}

/** Lists what a person has moved in or out. */
export async function listTransfersOf(
  env: Env,
  { username, workspace }: Of<'transfer list'>,
): Promise<Answer> {
  const items = await withPerson(env, username, async (person) => {
    const grant = await rightIn(person, workspace);
    return allOf((page) => listTransfers(grant, page));
  });
  return {
    lines: items.map((item) => `${item.id}  ${item.kind}  ${item.state}  ${item.title}`),
    value: { items: items.map(outside) },
  };
}

/** Tells how far something is, and what did not come along. */
export async function showTransfer(env: Env, command: Of<'transfer show'>): Promise<Answer> {
  const { losses, left, ...card } = await withPerson(env, command.username, async (person) =>
    getTransfer(await rightIn(person, command.workspace), command.transferId),
  );
  const { state, done, total } = card;
  return {
    lines: [`${state}${total === null ? '' : `, ${done} of ${total}`}`],
    value: { ...outside(card), losses, left },
    failure: card.failure ?? undefined,
    notes: [
      ...losses.map(
        ({ code, count, places }) =>
          `Lost: ${code}, ${count}${places.length > 0 ? ` (${places.join('; ')})` : ''}`,
      ),
      ...(left ? leftLines(left) : []),
    ],
  };
}

/** Writes what was made into a file, which is there as a whole or not at all. */
export async function fetchTransfer(env: Env, command: Of<'transfer fetch'>): Promise<Answer> {
  const { username, workspace, transferId, output } = command;
  const size = await withPerson(env, username, async (person) => {
    const made = await getTransferFile(await rightIn(person, workspace), transferId);
    await writeWhole(output, person.db.transferFiles.read(made.fileId));
    return made.size;
  });
  return { lines: [`Written to ${output}, ${sizeOf(size)}.`], value: { file: output, bytes: size } };
}

/** Cancels something, or forgets it where it has ended. */
export async function endTransferOf(env: Env, command: Of<'transfer end'>): Promise<Answer> {
  await withPerson(env, command.username, async (person) =>
    endTransfer(await rightIn(person, command.workspace), command.transferId),
  );
  return { lines: [], value: {} };
}

async function rightIn(person: ActingPerson, workspace: string) {
  return person.grant('document.create', await person.workspace(workspace));
}

async function titleOf(person: ActingPerson, workspaceId: string, branch: string | null): Promise<string> {
  if (branch === null) return (await getWorkspace(await person.grant('workspace.read', workspaceId))).name;
  await inside(person, workspaceId, branch);
  return (await getDocument(await person.grant('document.read', branch))).title;
}

async function inside(person: ActingPerson, workspaceId: string, documentId: string): Promise<void> {
  if ((await person.grant('document.organise', documentId)).workspaceId !== workspaceId) throw notFound();
}

function outside({ createdAt, endedAt, ...card }: TransferCard) {
  return { ...card, createdAt: createdAt.toISOString(), endedAt: endedAt?.toISOString() ?? null };
}
