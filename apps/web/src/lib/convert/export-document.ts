import type { Grant } from '@plenum/database/access/grant';
import {
  type Exported,
  type ExportTools,
  exportDocument as exportBy,
  exportForPrint as exportPrintBy,
} from '@plenum/exchange/export-document';
import type { ExportName } from '@plenum/formats/format-names';
import type { ExportWords } from '@plenum/formats/writing/export-source';
import type { Locale } from '#i18n/locale.ts';
import { MESSAGES } from '#i18n/messages.ts';
import { converter, inConversionSlot } from './converter.ts';
import { printPdf } from './print-pdf.ts';

/** A text that somebody may read, to be given out as a file. */
export interface Readable {
  read: Grant<'document.read'>;
  title: string;
  /** ProseMirror JSON. */
  content: unknown;
  /** The language of whoever reads. */
  locale: Locale;
}

/** A document as a file, with the pictures that whoever reads it may have. @throws AppError as the converter and `printPdf` do. */
export function exportDocument({ locale, ...text }: Readable, format: ExportName): Promise<Exported> {
  return exportBy({ ...text, words: wordsIn(locale) }, format, toolsFor(text.read));
}

/** A document as the page that is printed. */
export function exportForPrint({ locale, ...text }: Readable): Promise<Uint8Array> {
  return exportPrintBy({ ...text, words: wordsIn(locale) }, toolsFor(text.read));
}

function toolsFor({ actor, db }: Grant<'document.read'>): ExportTools {
  return {
    converter,
    printPdf: (page) => printPdf(page, db.dataDir),
    inTurn: (work) => inConversionSlot(actor, work),
  };
}

/** What stands in a file before the title of a document whose tasks a list shows. */
export function fromIn(locale: Locale): string {
  return MESSAGES[locale].tasks.gathered.from;
}

function wordsIn(locale: Locale): ExportWords {
  const { note, tip, important, warning, caution, ...texts } = MESSAGES[locale].documents.parts;
  return {
    locale,
    callouts: { note, tip, important, warning, caution },
    decisions: texts.decisions,
    contents: texts.contents,
    footnote: texts.footnote,
    backToText: texts.backToText,
    diagram: texts.diagram,
    missingFile: texts.missingFile,
    shownPage: texts.shownPage,
  };
}
