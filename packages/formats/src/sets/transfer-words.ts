import type { TransferLocale } from '@plenum/domain/transfers/schema';
import { ENGLISH_DECISION } from '@plenum/editor/schema/decision-words';
import type { BookWords } from './book/book-page.ts';
import type { SiteWords } from './site/site-page.ts';

/** What sites, books and pages without a title say that is in no document. */
export interface TransferWords extends SiteWords, BookWords {
  untitled: string;
}

/** The same by language; data alone, since another process may need it. */
export const TRANSFER_WORDS: Readonly<Record<TransferLocale, TransferWords>> = {
  en: {
    locale: 'en',
    callouts: { note: 'Note', tip: 'Tip', important: 'Important', warning: 'Warning', caution: 'Caution' },
    decisions: ENGLISH_DECISION,
    contents: 'Contents',
    footnote: 'Note',
    backToText: 'Back to the text',
    diagram: 'Diagram',
    missingFile: 'This file is not here any more.',
    shownPage: 'Text of another page',
    pages: 'Pages',
    path: 'Path',
    skip: 'To the text',
    asOf: 'As of {day}',
    untitled: 'Untitled',
  },
  de: {
    locale: 'de',
    callouts: { note: 'Hinweis', tip: 'Tipp', important: 'Wichtig', warning: 'Warnung', caution: 'Vorsicht' },
    decisions: {
      decision: 'Beschluss',
      open: 'offen',
      accepted: 'angenommen',
      rejected: 'abgelehnt',
      postponed: 'vertagt',
      yes: 'dafür',
      no: 'dagegen',
      abstain: 'enthalten',
    },
    contents: 'Inhalt',
    footnote: 'Anmerkung',
    backToText: 'Zurück zum Text',
    diagram: 'Diagramm',
    missingFile: 'Diese Datei ist nicht mehr da.',
    shownPage: 'Text einer anderen Seite',
    pages: 'Seiten',
    path: 'Pfad',
    skip: 'Zum Text',
    asOf: 'Stand: {day}',
    untitled: 'Ohne Titel',
  },
};
