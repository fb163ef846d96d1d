import { Extension } from '@tiptap/core';
import { MOST_MINUTES, safeAttributes } from './attributes.ts';

/** The minutes that an item of an agenda has at first. */
export const USUAL_MINUTES = 10;

/** A heading with minutes is an item of an agenda. */
export const AgendaItem = Extension.create({
  name: 'agendaItem',
  addGlobalAttributes: () => [
    {
      types: ['heading'],
      attributes: {
        minutes: {
          default: null,
          // A new heading below an item is none.
          keepOnSplit: false,
          parseHTML: (element) => {
            const minutes = Number(element.getAttribute('data-minutes') ?? '');
            return Number.isInteger(minutes) && minutes > 0 ? minutes : null;
          },
          renderHTML: (attributes) => ({
            'data-minutes': safeAttributes('heading', attributes).minutes,
          }),
        },
      },
    },
  ],
});

const IN_TEXT = /\s*\((\d{1,3}) min\)\s*$/;

/** How minutes are written behind a heading where there is only text. */
export function minutesText(minutes: unknown): string {
  return typeof minutes === 'number' ? ` (${minutes} min)` : '';
}

/** What {@link minutesText} said behind a heading, and the heading without it. */
export function minutesIn(text: string): { text: string; minutes: number | null } {
  const minutes = Number(IN_TEXT.exec(text)?.[1] ?? 0);
  if (minutes < 1 || minutes > MOST_MINUTES) return { text, minutes: null };
  return { text: text.replace(IN_TEXT, ''), minutes };
}
