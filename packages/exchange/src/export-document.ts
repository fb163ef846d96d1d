import type { Grant } from '@plenum/database/access/grant';
import { exportFile } from '@plenum/editor/export/export-file';
import type { NodeJson } from '@plenum/editor/schema/json';
import { safeDocument } from '@plenum/editor/schema/safe-document';
import type { Converter } from '@plenum/formats/convert';
import { type ExportName, FILE_KINDS } from '@plenum/formats/format-names';
import type { Loss } from '@plenum/formats/losses';
import type { ExportSource, ExportWords } from '@plenum/formats/writing/export-source';
import { lossesOf } from '@plenum/formats/writing/losses-of';
import { withCurrentTitles } from './current-titles.ts';
import { exportPictures, picturesThere } from './export-pictures.ts';

/** Formats whose files have pictures in them. */
const WITH_PICTURES: ReadonlySet<ExportName> = new Set(['html', 'docx', 'odt', 'pdf']);

/** A text that somebody may read, to be given out as a file. */
export interface Readable {
  read: Grant<'document.read'>;
  title: string;
  /** ProseMirror JSON. */
  content: unknown;
  /** In the language of whoever reads. */
  words: ExportWords;
}

/** A file, and what of the document is not in it. */
export interface Exported {
  name: string;
  type: string;
  content: Uint8Array;
  losses: Loss[];
}

/** How files are written that are more than text. */
export interface ExportTools {
  converter: Converter;
  /** Makes a PDF of the page that is printed. */
  printPdf(page: Uint8Array): Promise<Uint8Array>;
  /** Waits for a turn. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
}

/** A document as a file, with the pictures that whoever reads it may have. @throws AppError as the tools do. */
export async function exportDocument(
  readable: Readable,
  format: ExportName,
  tools: ExportTools,
): Promise<Exported> {
  const { type, endings } = FILE_KINDS[format];
  const name = `${readable.title}.${endings[0]}`;
  const source = await sourceOf(readable, WITH_PICTURES.has(format));
  const content = await contentOf(source, format, tools);
  const losses = lossesOf(source.content, format, { isThere: (id) => source.pictures.has(id) });
  return { name, type, content, losses };
}

/** What is only text is written at once; what else there is waits for its turn. */
async function contentOf(
  source: ExportSource,
  format: ExportName,
  { converter, printPdf, inTurn }: ExportTools,
): Promise<Uint8Array> {
  if (format === 'markdown' || format === 'text' || format === 'json') {
    const content: NodeJson = safeDocument(source.content).toJSON();
    return Buffer.from(exportFile({ title: source.title, content, format }).text);
  }
  return inTurn(async () => {
    if (format !== 'pdf') return converter.exportFile(format, source);
    return printPdf(await converter.exportFile('print', source));
  });
}

/** A document as the page that is printed. */
export function exportForPrint(
  readable: Readable,
  { converter, inTurn }: Pick<ExportTools, 'converter' | 'inTurn'>,
): Promise<Uint8Array> {
  return inTurn(async () => converter.exportFile('print', await sourceOf(readable, true)));
}

/** What a document loses as a file of each of some formats. */
export async function exportLosses(
  { read, content }: Pick<Readable, 'read' | 'content'>,
  formats: readonly ExportName[],
): Promise<Map<ExportName, Loss[]>> {
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
  { read, title, content, words }: Readable,
  withPictures: boolean,
): Promise<ExportSource> {
  const pictures = withPictures ? await exportPictures(read, content) : new Map<string, never>();
  const titled = await withCurrentTitles(read, content);
  return { title, content: titled, pictures, words, baseUrl: read.db.publicUrl };
}
