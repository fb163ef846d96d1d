import type { Grant } from '@plenum/database/access/grant';
import { createDocument } from '@plenum/database/documents/writes';
import type { NewDocument } from '@plenum/domain/documents/schema';
import type { DocumentCard } from '@plenum/domain/documents/types';
import { agendaTemplate } from '@plenum/editor/templates/agenda';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { getFormatter, getLocale, getTimeZone, getTranslations } from 'next-intl/server';
import { chooseTimeZone } from '#i18n/time-zone.ts';

/** What a new document can begin with. */
export const TEMPLATES = ['agenda', 'empty'] as const;

/** One of {@link TEMPLATES}. */
export type Template = (typeof TEMPLATES)[number];

/**
 * Makes a pad from a template, in the language of whoever asks and with the day that it is where they are.
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
  return createDocument(grant, { kind: 'pad', title: t('newAgendaTitle', { date }), access, seed });
}
