import { authorize } from '@plenum/database/access/authorize';
import { moveToWorkspace } from '@plenum/database/documents/moving';
import { getDocument, listAllDocuments, listDocuments } from '@plenum/database/documents/reads';
import { deleteForGood, listTrash, restoreDocument } from '@plenum/database/documents/trash';
import { createDocument, patchDocument, trashDocument } from '@plenum/database/documents/writes';
import type { Actor } from '@plenum/domain/access/actor';
import { replacementSchema } from '@plenum/domain/documents/replacement';
import {
  documentKindSchema,
  documentPatchSchema,
  newDocumentSchema,
  TAG_LIMITS,
} from '@plenum/domain/documents/schema';
import type { DocumentCard } from '@plenum/domain/documents/types';
import { AppError } from '@plenum/domain/errors';
import { type DocumentId, idSchema } from '@plenum/domain/ids';
import { pageQuerySchema } from '@plenum/domain/page';
import { jsonFromMarkdown } from '@plenum/editor/markdown/json-from-markdown';
import { withBlockIds } from '@plenum/editor/schema/block-id';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { replaceText } from '@plenum/exchange/replace-text';
import { replaceWords } from '@plenum/exchange/replace-words';
import { z } from 'zod';
import { json, noContent } from '#lib/api/answer.ts';
import { documentJson, documentSchema } from '#lib/api/document-schema.ts';
import { endpoint, NO_BODY } from '#lib/api/endpoint.ts';
import { ifMatch } from '#lib/api/if-match.ts';
import { pageSchema } from '#lib/api/page-schema.ts';
import { beginningFrom, type Seed } from '#lib/create-from-template.ts';
import { database } from '#lib/database.ts';
import { inSearchSlot } from '#lib/search-slots.ts';

const byId = z.object({ id: idSchema });

/** GET /workspaces/{id}/documents */
export const getDocuments = endpoint({
  method: 'GET',
  path: '/workspaces/{id}/documents',
  summary:
    'The documents of a workspace, the oldest first, of every kind or of one; with `title` or `tag` those alone whose title has these words or that have this tag, by title, or for an empty title the last changed',
  params: byId,
  query: pageQuerySchema.extend({
    title: z.string().trim().max(100).optional(),
    kind: documentKindSchema.optional(),
    tag: z.string().max(TAG_LIMITS.characters).optional(),
  }),
  body: NO_BODY,
  answer: pageSchema(documentSchema),
  async handle({ actor, params, query }) {
    const grant = await authorize(database(), { actor, action: 'workspace.read', on: params.id });
    const { title: words, kind, tag, ...page } = query;
    const kinds = kind && [kind];
    const order = words === '' ? 'changed' : 'title';
    const { items, next } =
      words === undefined && tag === undefined
        ? await listAllDocuments(grant, { ...page, kinds })
        : await listDocuments(grant, { ...page, filter: { words: words ?? '', order, kinds, tag } });
    return json({ items: items.map(documentJson), next });
  },
});

/** POST /workspaces/{id}/documents */
export const postDocument = endpoint({
  method: 'POST',
  path: '/workspaces/{id}/documents',
  summary: 'Make a document: empty, from Markdown, or with the text of a template',
  params: byId,
  query: z.object({}),
  body: newDocumentSchema.extend({ markdown: z.string().optional(), templateId: idSchema.optional() }),
  answer: documentSchema,
  etag: true,
  async handle({ actor, params, body: { markdown, templateId, ...columns } }) {
    const grant = await authorize(database(), { actor, action: 'document.create', on: params.id });
    if (markdown !== undefined && columns.kind === 'tasks') {
      const message = 'A task list is not made from Markdown. Leave it out, or choose another kind.';
      throw new AppError('invalid_input', `markdown: ${message}`, { fields: { markdown: message } });
    }
    if (markdown !== undefined && templateId !== undefined) {
      const message = 'Choose a template or send Markdown, not both.';
      throw new AppError('invalid_input', `templateId: ${message}`, { fields: { templateId: message } });
    }
    const content =
      markdown !== undefined
        ? { seed: updateFromJson(withBlockIds(jsonFromMarkdown(markdown))) }
        : await contentOf(actor, templateId);
    const document = await createDocument(grant, { ...content, ...columns });
    return json(documentJson(document), { status: 201, headers: { ETag: etag(document) } });
  },
});

/** GET /documents/{id} */
export const getOneDocument = endpoint({
  method: 'GET',
  path: '/documents/{id}',
  summary: "A document's title and place; its text is at /export",
  params: byId,
  query: z.object({}),
  body: NO_BODY,
  answer: documentSchema,
  etag: true,
  async handle({ actor, params }) {
    const document = await getDocument(
      await authorize(database(), { actor, action: 'document.read', on: params.id }),
    );
    return json(documentJson(document), { headers: { ETag: etag(document) } });
  },
});

/** PATCH /documents/{id} */
export const patchOneDocument = endpoint({
  method: 'PATCH',
  path: '/documents/{id}',
  summary:
    'Change title, kind, icon, tags or place, of a wiki page also the page after which it comes (`after`, null for the first place), or close it for writing and open it again (`isFrozen`); with If-Match only if nobody else has changed the document since',
  params: byId,
  query: z.object({}),
  body: documentPatchSchema,
  answer: documentSchema,
  etag: true,
  ifMatch: true,
  async handle({ actor, params, body, headers }) {
    const grant = await authorize(database(), { actor, action: 'document.organise', on: params.id });
    const document = await patchDocument(grant, { patch: body, ...condition(headers) });
    return json(documentJson(document), { headers: { ETag: etag(document) } });
  },
});

/** PUT /documents/{id}/text */
export const putText = endpoint({
  method: 'PUT',
  path: '/documents/{id}/text',
  summary:
    'Put another text in place of a document’s, from Markdown: lines that are in both stay as they are, with who wrote them',
  params: byId,
  query: z.object({}),
  body: z.object({ markdown: z.string() }),
  answer: null,
  async handle({ actor, params, body }) {
    const grant = await authorize(database(), { actor, action: 'document.write', on: params.id });
    const { kind } = await getDocument(grant);
    if (kind === 'tasks') {
      const message = 'The text of a task list is not replaced by Markdown.';
      throw new AppError('invalid_input', message, { fields: { markdown: message } });
    }
    await replaceText(grant, jsonFromMarkdown(body.markdown));
    return noContent();
  },
});

/** POST /documents/{id}/replace */
export const postReplacement = endpoint({
  method: 'POST',
  path: '/documents/{id}/replace',
  summary:
    'Replace words in a document’s text as it is now, by one edit: the answer says how often, and whether that was all or there are more than 2,000; what reads as the replacement already stays, so that a second time changes nothing',
  params: byId,
  query: z.object({}),
  body: replacementSchema,
  answer: z.object({ count: z.number().int(), isAll: z.boolean() }),
  async handle({ actor, params, body }) {
    const grant = await authorize(database(), { actor, action: 'document.write', on: params.id });
    return json(await inSearchSlot(actor, () => replaceWords(grant, body)));
  },
});

/** POST /documents/{id}/move */
export const postMove = endpoint({
  method: 'POST',
  path: '/documents/{id}/move',
  summary: 'Move a document, with what lies below it and has the same access, into another workspace',
  params: byId,
  query: z.object({}),
  body: z.object({ workspaceId: idSchema }),
  answer: null,
  async handle({ actor, params, body }) {
    const restrict = await authorize(database(), { actor, action: 'document.restrict', on: params.id });
    const into = await authorize(database(), { actor, action: 'document.create', on: body.workspaceId });
    await moveToWorkspace(restrict, into);
    return noContent();
  },
});

/** GET /workspaces/{id}/trash */
export const getTrash = endpoint({
  method: 'GET',
  path: '/workspaces/{id}/trash',
  summary: 'The documents that were thrown away, the last first; after 30 days they are gone',
  params: byId,
  query: pageQuerySchema,
  body: NO_BODY,
  answer: pageSchema(
    z.object({ id: idSchema, kind: documentKindSchema, title: z.string(), deletedAt: z.iso.datetime() }),
  ),
  async handle({ actor, params, query }) {
    const grant = await authorize(database(), { actor, action: 'document.create', on: params.id });
    const { items, next } = await listTrash(grant, query);
    const outside = items.map(({ deletedAt, ...item }) => ({ ...item, deletedAt: deletedAt.toISOString() }));
    return json({ items: outside, next });
  },
});

const inTrash = byId.extend({ documentId: idSchema });

/** POST /workspaces/{id}/trash/{documentId}/restore */
export const postRestore = endpoint({
  method: 'POST',
  path: '/workspaces/{id}/trash/{documentId}/restore',
  summary: 'Take a document out of the trash',
  params: inTrash,
  query: z.object({}),
  body: z.object({}),
  answer: null,
  async handle({ actor, params }) {
    const grant = await authorize(database(), { actor, action: 'document.create', on: params.id });
    await restoreDocument(grant, params.documentId);
    return noContent();
  },
});

/** DELETE /workspaces/{id}/trash/{documentId} */
export const deleteTrash = endpoint({
  method: 'DELETE',
  path: '/workspaces/{id}/trash/{documentId}',
  summary: 'Delete a document in the trash for good',
  params: inTrash,
  query: z.object({}),
  body: NO_BODY,
  answer: null,
  async handle({ actor, params }) {
    const grant = await authorize(database(), { actor, action: 'workspace.manage', on: params.id });
    await deleteForGood(grant, params.documentId);
    return noContent();
  },
});

/** DELETE /documents/{id} */
export const deleteDocument = endpoint({
  method: 'DELETE',
  path: '/documents/{id}',
  summary: 'Put a document into the trash; with If-Match only if nobody else has changed it since',
  params: byId,
  query: z.object({}),
  body: NO_BODY,
  answer: null,
  ifMatch: true,
  async handle({ actor, params, headers }) {
    const grant = await authorize(database(), { actor, action: 'document.organise', on: params.id });
    await trashDocument(grant, condition(headers));
    return noContent();
  },
});

async function contentOf(
  actor: Actor,
  templateId: DocumentId | undefined,
): Promise<(Seed & { begunFrom: DocumentId }) | { seed: null }> {
  if (templateId === undefined) return { seed: null };
  const { seed, filesOf, tags, begunFrom } = await beginningFrom(
    await authorize(database(), { actor, action: 'document.read', on: templateId }),
  );
  return { seed, filesOf, tags, begunFrom };
}

/** A document's ETag (RFC 9110, 8.8.3): the millisecond of its last change. */
function etag({ updatedAt }: DocumentCard): string {
  return `"${updatedAt.getTime()}"`;
}

/** What an If-Match asks for: that the document is in one of these states. */
function condition(headers: Headers): { unchangedSince?: Date[] } {
  const tags = ifMatch(headers);
  return tags === null ? {} : { unchangedSince: tags.flatMap(timeOf) };
}

/** The time that an ETag of ours stands for; none for another's. */
function timeOf(tag: string): Date[] {
  const time = /^"(\d{1,15})"$/.exec(tag)?.[1];
  return time === undefined ? [] : [new Date(Number(time))];
}
