import { authorize } from '@plenum/database/access/authorize';
import { getPastState } from '@plenum/database/documents/history';
import { getDocument } from '@plenum/database/documents/reads';
import type { Actor } from '@plenum/domain/access/actor';
import { seqSchema, titleSchema } from '@plenum/domain/documents/schema';
import { AppError } from '@plenum/domain/errors';
import { type DocumentId, idSchema } from '@plenum/domain/ids';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import { exportLosses } from '@plenum/exchange/export-document';
import { exportTasks } from '@plenum/exchange/export-tasks';
import { importDocument, importOver } from '@plenum/exchange/import-document';
import { importTasks } from '@plenum/exchange/import-tasks';
import { TASK_FORMATS } from '@plenum/exchange/task-formats';
import { EXPORT_NAMES, FILE_KINDS, IMPORT_NAMES } from '@plenum/formats/format-names';
import type { Loss } from '@plenum/formats/losses';
import { getLocale, getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { chooseTimeZone } from '#i18n/time-zone.ts';
import { attachment, json } from '#lib/api/answer.ts';
import { documentJson, documentSchema } from '#lib/api/document-schema.ts';
import { endpoint, NO_BODY, RAW_BODY } from '#lib/api/endpoint.ts';
import { lossesOutside, lossSchema } from '#lib/api/losses.ts';
import { converter, inConversionSlot, onLeftover } from '#lib/convert/converter.ts';
import { exportDocument as exportAs, fromIn, type Readable } from '#lib/convert/export-document.ts';
import { readFile } from '#lib/convert/read-file.ts';
import { readableNow } from '#lib/convert/readable-now.ts';
import { database } from '#lib/database.ts';
import { inUploadSlot } from '#lib/files/upload-slots.ts';

const byId = z.object({ id: idSchema });
const exportQuery = z.object({ format: z.enum(EXPORT_NAMES), at: seqSchema.optional() });
const importFormat = z.enum(IMPORT_NAMES).optional();

/** POST /workspaces/{id}/import */
export const postImport = endpoint({
  method: 'POST',
  path: '/workspaces/{id}/import',
  summary:
    'Make a document of a file, and hear what of it did not come along; without `format` the name of the file in a form says what it is',
  params: byId,
  query: z.object({ format: importFormat, title: titleSchema.optional() }),
  body: RAW_BODY,
  answer: z.object({ document: documentSchema, losses: z.array(lossSchema) }),
  async handle({ actor, params, query, request }) {
    await authorize(database(), { actor, action: 'document.create', on: params.id });
    const file = await inUploadSlot(actor, () => readFile(request));
    // Sending it may have taken minutes.
    const grant = await authorize(database(), { actor, action: 'document.create', on: params.id });
    const { format = null, title } = query;
    const untitled = (await getTranslations('documents'))('untitled');
    const { document, losses } = await inConversionSlot(actor, () =>
      importDocument(grant, { file, format, title, untitled, converter, onLeftover }),
    );
    return json({ document: documentJson(document), losses: await lossesOutside(losses) }, { status: 201 });
  },
});

/** PUT /documents/{id}/import */
export const putImport = endpoint({
  method: 'PUT',
  path: '/documents/{id}/import',
  summary:
    'Put a file in place of a document’s text: lines that are in both stay as they are, with who wrote them',
  params: byId,
  query: z.object({ format: importFormat }),
  body: RAW_BODY,
  answer: z.object({ losses: z.array(lossSchema) }),
  async handle({ actor, params, query, request }) {
    const grant = await authorize(database(), { actor, action: 'document.write', on: params.id });
    const { kind } = await getDocument(
      await authorize(database(), { actor, action: 'document.read', on: params.id }),
    );
    if (kind === 'tasks')
      throw new AppError('invalid_input', 'The text of a task list is not replaced by a file.');
    const file = await inUploadSlot(actor, () => readFile(request));
    const { format = null } = query;
    const losses = await inConversionSlot(actor, () => importOver(grant, { file, format, converter }));
    return json({ losses: await lossesOutside(losses) });
  },
});

/** GET /documents/{id}/export */
export const exportDocument = endpoint({
  method: 'GET',
  path: '/documents/{id}/export',
  summary:
    'A document as a file, with everything that is committed, of a list also the tasks of other texts that it shows, as far as you may read these, or as it was after a row of its log. The header Plenum-Losses names what is not in it (RFC 9651)',
  params: byId,
  query: exportQuery,
  body: NO_BODY,
  answer: null,
  files: [...new Set(EXPORT_NAMES.map((name) => FILE_KINDS[name].type))],
  async handle({ actor, params, query: { format, at } }) {
    const { losses, ...file } = await exportAs(await readable(actor, params.id, at), format);
    return attachment({ ...file, headers: { 'Plenum-Losses': listOf(losses) } });
  },
});

/** GET /documents/{id}/export/losses */
export const getExportLosses = endpoint({
  method: 'GET',
  path: '/documents/{id}/export/losses',
  summary: 'What a document loses as a file of a format',
  params: byId,
  query: exportQuery,
  body: NO_BODY,
  answer: z.object({ losses: z.array(lossSchema) }),
  async handle({ actor, params, query: { format, at } }) {
    const losses = await exportLosses(await readable(actor, params.id, at), [format]);
    return json({ losses: await lossesOutside(losses.get(format) ?? []) });
  },
});

async function readable(actor: Actor, id: DocumentId, at: number | undefined): Promise<Readable> {
  const read = await authorize(database(), { actor, action: 'document.read', on: id });
  if (at === undefined) return readableNow(read);
  const history = await authorize(database(), { actor, action: 'document.history', on: id });
  const [{ title }, update, locale] = await Promise.all([
    getDocument(read),
    getPastState(history, at),
    getLocale(),
  ]);
  // Without the tasks of other texts: what these say now is nothing that the list had then.
  return { read, title, content: jsonFromUpdate(update), locale };
}

/** A list of tokens with how many there are (RFC 9651). */
function listOf(losses: readonly Loss[]): string {
  return losses.map(({ code, count }) => `${code};count=${count}`).join(', ');
}

/** POST /workspaces/{id}/tasks/import */
export const postTasksImport = endpoint({
  method: 'POST',
  path: '/workspaces/{id}/tasks/import',
  summary:
    'Make lists of a file of tasks, one for each board or project in it: a table (CSV), a calendar (ICS), an export of Plenum, Vikunja, Nextcloud Deck, Trello or Todoist, known by what is in it. Hear what of it did not come along. `zone` is for times that say none',
  params: byId,
  query: z.object({ zone: z.string().max(60).default('UTC') }),
  body: RAW_BODY,
  answer: z.object({ documents: z.array(documentSchema), losses: z.array(lossSchema) }),
  async handle({ actor, params, query, request }) {
    const mayCreate = () => authorize(database(), { actor, action: 'document.create', on: params.id });
    await mayCreate();
    const file = await inUploadSlot(actor, () => readFile(request));
    // Sending it may have taken minutes.
    const grant = await mayCreate();
    const untitled = (await getTranslations('tasks'))('untitled');
    const zone = chooseTimeZone(query.zone, 'UTC');
    const { documents, losses } = await inConversionSlot(actor, () =>
      importTasks(grant, { file, zone, untitled, converter }),
    );
    return json(
      { documents: documents.map(documentJson), losses: await lossesOutside(losses) },
      { status: 201 },
    );
  },
});

/** GET /documents/{id}/tasks/export */
export const getTasksExport = endpoint({
  method: 'GET',
  path: '/documents/{id}/tasks/export',
  summary:
    'A list of tasks as a file: a table (CSV), a calendar (ICS), JSON that comes back as it was, or Markdown, which has also the tasks of other texts that the list shows, as far as you may read these',
  params: byId,
  query: z.object({ format: z.enum(['csv', 'ics', 'json', 'markdown']) }),
  body: NO_BODY,
  answer: null,
  files: Object.values(TASK_FORMATS),
  async handle({ actor, params, query: { format } }) {
    const grant = await authorize(database(), { actor, action: 'document.read', on: params.id });
    const from = fromIn(await getLocale());
    const { title, content } = await inConversionSlot(actor, () => exportTasks(grant, { format, from }));
    const ending = format === 'markdown' ? 'md' : format;
    return attachment({ name: `${title}.${ending}`, type: TASK_FORMATS[format], content });
  },
});
