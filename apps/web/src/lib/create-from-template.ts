import type { Grant } from '@plenum/database/access/grant';
import { createDocument } from '@plenum/database/documents/writes';
import type { DocumentCard } from '@plenum/domain/documents/types';
import { agendaTemplate } from '@plenum/editor/templates/agenda';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { getFormatter, getLocale, getTranslations } from 'next-intl/server';

/** What a new document can begin with. */
export const TEMPLATES = ['agenda', 'empty'] as const;

/** One of {@link TEMPLATES}. */
export type Template = (typeof TEMPLATES)[number];

/** Makes a pad from a template, in the language of whoever asks and with the day of today. */
export async function createFromTemplate(
  grant: Grant<'document.create'>,
  template: Template,
): Promise<DocumentCard> {
  const [locale, format, t] = await Promise.all([getLocale(), getFormatter(), getTranslations('documents')]);
  const date = format.dateTime(new Date(), { dateStyle: 'long' });
  if (template === 'empty') return createDocument(grant, { kind: 'pad', title: t('untitled'), seed: null });
  const seed = updateFromJson(agendaTemplate({ locale, date }));
  return createDocument(grant, { kind: 'pad', title: t('newAgendaTitle', { date }), seed });
}
