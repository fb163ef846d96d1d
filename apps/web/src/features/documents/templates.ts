import { agendaTemplate } from '@plenum/editor/templates/agenda';
import { withBlockIds } from '@plenum/editor/schema/block-id';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import type { Locale } from '#i18n/locale.ts';

/** The first content of a new document, made here on the server and nowhere else; null for an empty one. */
export function seedFrom(from: { template: 'agenda' | 'empty'; locale: Locale; date: string }): Uint8Array | null {
  const { template, locale, date } = from;
  return template === 'empty' ? null : updateFromJson(withBlockIds(agendaTemplate({ locale, date })));
}
