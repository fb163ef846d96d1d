import type { Grant } from '@plenum/database/access/grant';
import { getDocument, getDocumentState } from '@plenum/database/documents/reads';
import { createDocument } from '@plenum/database/documents/writes';
import type { NewDocument } from '@plenum/domain/documents/schema';
import type { DocumentCard } from '@plenum/domain/documents/types';
import { notFound } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import { withNewBlockIds } from '@plenum/editor/schema/new-block-ids';
import { copyTaskList } from '@plenum/editor/tasks/copy-list';
import { agendaTemplate } from '@plenum/editor/templates/agenda';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { getFormatter, getLocale, getTimeZone, getTranslations } from 'next-intl/server';
import { chooseTimeZone } from '#i18n/time-zone.ts';

/** What a document that begins with the agenda remembers of it. */
export const AGENDA = 'agenda';

/** What a new document can begin with that comes with Plenum. */
export const TEMPLATES = ['agenda', 'empty'] as const;

/** One of {@link TEMPLATES}. */
export type Template = (typeof TEMPLATES)[number];

/**
 * Makes a pad from a template that comes with Plenum, in the language of whoever asks and with the day that it is where they are.
 * @param timeZone what their browser names as its zone with the form itself; else what it said before counts.
 */
export async function createFromTemplate(
  grant: Grant<'document.create'>,
  {
    template,
    timeZone,
    access = 'workspace',
  }: { template: Template; timeZone: string | undefined; access?: NewDocument['access'] },
): Promise<DocumentCard> {
  const [locale, format, t] = await Promise.all([getLocale(), getFormatter(), getTranslations('documents')]);
  const zone = chooseTimeZone(timeZone, await getTimeZone());
  const date = format.dateTime(new Date(), { dateStyle: 'long', timeZone: zone });
  if (template === 'empty')
    return createDocument(grant, { kind: 'pad', title: t('untitled'), access, seed: null });
  const seed = updateFromJson(agendaTemplate({ locale, date }));
  const title = t('newAgendaTitle', { date });
  return createDocument(grant, { kind: 'pad', title, access, seed, begunFrom: AGENDA });
}

/** What another document begins with. */
export interface Seed {
  seed: Uint8Array;
  /** The document whose files it shows. */
  filesOf: Grant<'document.read'>;
  tags: string[];
}

/**
 * The words or tasks, files and tags of a document for another, with ids that are its own. Neither comments, past nor authors.
 * @param isFresh whether nothing in a list of tasks is done yet.
 */
export async function seedFrom(grant: Grant<'document.read'>, { isFresh = false } = {}): Promise<Seed> {
  const [{ update }, { tags, kind }] = await Promise.all([getDocumentState(grant), getDocument(grant)]);
  const seed =
    kind === 'tasks'
      ? copyTaskList(update, { isFresh })
      : updateFromJson(withNewBlockIds(jsonFromUpdate(update)));
  return { seed, filesOf: grant, tags };
}

/**
 * What a template gives to a document that is begun from it. @throws AppError `not_found` where it is a document and no template.
 */
export async function beginningFrom(
  grant: Grant<'document.read'>,
): Promise<Pick<NewDocument, 'kind' | 'title'> & Seed & { begunFrom: DocumentId }> {
  const [{ isTemplate, kind, title }, content] = await Promise.all([
    getDocument(grant),
    seedFrom(grant, { isFresh: true }),
  ]);
  if (!isTemplate) throw notFound();
  return { kind, title, begunFrom: grant.documentId, ...content };
}
