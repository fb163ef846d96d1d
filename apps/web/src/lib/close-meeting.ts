import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import type { Database } from '@plenum/database/client';
import { getDocument, getDocumentState } from '@plenum/database/documents/reads';
import { createDocument } from '@plenum/database/documents/writes';
import {
  type ClosedMeeting,
  freezeMinutes,
  isMade,
  joinSeries,
  listPresentNames,
} from '@plenum/database/meetings/closing';
import { getMeeting } from '@plenum/database/meetings/reads';
import type { Actor } from '@plenum/domain/access/actor';
import type { Action } from '@plenum/domain/access/decide';
import { AppError } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import type { Closing } from '@plenum/domain/meetings/schema';
import { attendanceLines, nextAgenda } from '@plenum/editor/meetings/next-agenda';
import type { NodeJson } from '@plenum/editor/schema/json';
import { safeDocument } from '@plenum/editor/schema/safe-document';
import { agendaTemplate } from '@plenum/editor/templates/agenda';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { replaceText } from '@plenum/exchange/replace-text';
import { dayInWords } from '#i18n/day.ts';
import type { Locale } from '#i18n/locale.ts';
import { MESSAGES } from '#i18n/messages.ts';
import { AGENDA } from './create-from-template.ts';
import { documentPath } from './paths.ts';

/** Who closes the meeting of which document, in which language. */
interface Closer {
  db: Database;
  actor: Actor;
  documentId: DocumentId;
  locale: Locale;
}

/**
 * Closes a meeting: who was there is written into the minutes where that is wanted, then nobody writes in them, and what is left over comes into the
 * next agenda. Each part is done once, so that a closing that was cut short is tried again.
 * @returns the next agenda; null where none is wanted.
 * @throws AppError `forbidden` for who may not organise the document, or make the next one.
 */
export async function closeMeeting(closer: Closer, closing: Closing): Promise<{ nextId: DocumentId | null }> {
  const { db, actor, locale } = closer;
  const ask = <A extends Action>(action: A) => authorize(db, { actor, action, on: closer.documentId });
  const [organise, meet, read, watch] = await Promise.all([
    ask('document.organise'),
    ask('document.meet'),
    ask('document.read'),
    ask('document.readMeeting'),
  ]);
  // Who may not make the next agenda is told so before anything is closed.
  if (closing.nextTitle) await authorize(db, { actor, action: 'document.create', on: organise.workspaceId });
  const { closedAt } = await getMeeting(watch);
  if (closing.withAttendance && closedAt === null) {
    await writeAttendance({ write: await ask('document.write'), meet, read, locale });
  }
  const closed = await freezeMinutes(organise, closing);
  const { nextId } = closed;
  if (nextId === null) return { nextId };
  if (!(await isMade(organise, nextId))) await makeNext(closer, { read, closed, nextId });
  await joinSeries(organise, nextId);
  return { nextId };
}

async function writeAttendance({
  write,
  meet,
  read,
  locale,
}: {
  write: Grant<'document.write'>;
  meet: Grant<'document.meet'>;
  read: Grant<'document.read'>;
  locale: Locale;
}): Promise<void> {
  const id = `attendance-${write.documentId}`;
  const json = jsonFromUpdate((await getDocumentState(read)).update);
  const { content = [] } = json;
  if (content.some(({ attrs }) => attrs?.id === id)) return;
  const words = MESSAGES[locale].meetings;
  const { names, guests } = await listPresentNames(meet);
  const unnamed = Array.from({ length: guests }, () => words.guest);
  const lines = attendanceLines({ id, title: words.present, names: [...names, ...unnamed] });
  if (lines.length > 0) await replaceText(write, { ...json, content: [...content, ...lines] });
}

async function makeNext(
  { db, actor, locale }: Closer,
  { read, closed, nextId }: { read: Grant<'document.read'>; closed: ClosedMeeting; nextId: DocumentId },
): Promise<void> {
  const { closing, scopeId, parentId, begunFrom, done } = closed;
  const create = await authorize(db, { actor, action: 'document.create', on: read.workspaceId });
  const [{ kind, title, tags }, { update }, template] = await Promise.all([
    getDocument(read),
    getDocumentState(read),
    templateOf({ db, actor, locale }, { begunFrom, day: closing.nextDate ?? null }),
  ]);
  const texts = MESSAGES[locale].meetings;
  const words = { leftOver: texts.nextAgenda.leftOver, inMinutes: texts.nextAgenda.inMinutes };
  const agenda = nextAgenda(
    {
      doc: safeDocument(jsonFromUpdate(update)),
      href: documentPath(read.documentId),
      title,
      done: new Set(done),
      leaveOut: new Set(closing.leaveOut),
    },
    { template: template?.content ?? null, words },
  );
  const document = {
    id: nextId,
    kind,
    tags,
    title: closing.nextTitle ?? title,
    seed: updateFromJson(agenda),
    begunFrom,
    ...(closing.nextDate && { datedAt: new Date(closing.nextDate) }),
    ...(template?.filesOf && { filesOf: template.filesOf }),
  };
  const isOwnScope = scopeId === read.documentId;
  try {
    await createDocument(create, { ...document, parentId, rulesOf: isOwnScope ? scopeId : null });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid_input' || parentId === null) throw error;
    // Where it lay nothing can be made any more: at the top, for the same people.
    await createDocument(create, { ...document, rulesOf: scopeId });
  }
}

/** What a series begins with each time, as far as whoever closes may still read it; null for none. */
async function templateOf(
  { db, actor, locale }: Omit<Closer, 'documentId'>,
  { begunFrom, day }: { begunFrom: string | null; day: string | null },
): Promise<{ content: NodeJson; filesOf?: Grant<'document.read'> } | null> {
  if (begunFrom === null) return null;
  if (begunFrom === AGENDA) {
    return { content: agendaTemplate({ locale, date: day === null ? '…' : dayInWords(locale, day) }) };
  }
  try {
    const filesOf = await authorize(db, { actor, action: 'document.read', on: begunFrom });
    if (!(await getDocument(filesOf)).isTemplate) return null;
    return { content: jsonFromUpdate((await getDocumentState(filesOf)).update), filesOf };
  } catch (error) {
    if (error instanceof AppError && ['not_found', 'forbidden'].includes(error.code)) return null;
    throw error;
  }
}
