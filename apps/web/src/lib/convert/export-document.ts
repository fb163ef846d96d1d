import type { Grant } from '@plenum/database/access/grant';
import { exportFile } from '@plenum/editor/export/export-file';
import type { NodeJson } from '@plenum/editor/schema/json';
import { safeDocument } from '@plenum/editor/schema/safe-document';
import { type ExportName, FILE_KINDS } from '@plenum/formats/format-names';
import type { Loss } from '@plenum/formats/losses';
import type { ExportSource, ExportWords } from '@plenum/formats/writing/export-source';
import { lossesOf } from '@plenum/formats/writing/losses-of';
import type { Locale } from '#i18n/locale.ts';
import { MESSAGES } from '#i18n/messages.ts';
import { converter, inConversionSlot } from './converter.ts';
import { exportPictures, picturesThere } from './export-pictures.ts';
import { printPdf } from './print-pdf.ts';

/** Formats whose files have pictures in them. */
const WITH_PICTURES: ReadonlySet<ExportName> = new Set(['html', 'docx', 'odt', 'pdf']);

/** A text that somebody may read, to be given out as a file. */
export interface Readable {
  read: Grant<'document.read'>;
  title: string;
  /** ProseMirror JSON. */
  content: unknown;
  /** The language of whoever reads. */
  locale: Locale;
}

/** A file, and what of the document is not in it. */
export interface Exported {
  name: string;
  type: string;
  content: Uint8Array;
  losses: Loss[];
}

/** A document as a file, with the pictures that whoever reads it may have. @throws AppError as the converter and `printPdf` do. */
export async function exportDocument(readable: Readable, format: ExportName): Promise<Exported> {
  const { type, endings } = FILE_KINDS[format];
  const name = `${readable.title}.${endings[0]}`;
  const source = await sourceOf(readable, WITH_PICTURES.has(format));
  const content = await contentOf(source, format, readable.read);
  const losses = lossesOf(source.content, format, { isThere: (id) => source.pictures.has(id) });
  return { name, type, content, losses };
}

/** What is only text is written at once; what else there is waits for its turn. */
async function contentOf(
  source: ExportSource,
  format: ExportName,
  { actor, db }: Grant<'document.read'>,
): Promise<Uint8Array> {
  if (format === 'markdown' || format === 'text' || format === 'json') {
    const content: NodeJson = safeDocument(source.content).toJSON();
    return Buffer.from(exportFile({ title: source.title, content, format }).text);
  }
  return inConversionSlot(actor, async () => {
    if (format !== 'pdf') return converter.exportFile(format, source);
    return printPdf(await converter.exportFile('print', source), db.dataDir);
  });
}

/** A document as the page that is printed. */
export function exportForPrint(readable: Readable): Promise<Uint8Array> {
  return inConversionSlot(readable.read.actor, async () =>
    converter.exportFile('print', await sourceOf(readable, true)),
  );
}

/** What a document loses as a file of each of some formats. */
export async function exportLosses(
  readable: Readable,
  formats: readonly ExportName[],
): Promise<Map<ExportName, Loss[]>> {
  const { read, content } = readable;
  const there = formats.some((format) => WITH_PICTURES.has(format))
    ? await picturesThere(read, content)
    : null;
  return new Map(
    formats.map((format) => [
      format,
      lossesOf(content, format, { isThere: (id) => there?.has(id) ?? false }),
    ]),
  );
}

async function sourceOf(
  { read, title, content, locale }: Readable,
  withPictures: boolean,
): Promise<ExportSource> {
  const pictures = withPictures ? await exportPictures(read, content) : new Map<string, never>();
  return { title, content, pictures, words: wordsIn(locale), baseUrl: read.db.publicUrl };
}

function wordsIn(locale: Locale): ExportWords {
  const { note, tip, important, warning, caution, ...texts } = MESSAGES[locale].documents.parts;
  return {
    locale,
    callouts: { note, tip, important, warning, caution },
    contents: texts.contents,
    footnote: texts.footnote,
    backToText: texts.backToText,
    diagram: texts.diagram,
    missingFile: texts.missingFile,
  };
}
