import { AppError, type ErrorCode } from '@plenum/domain/errors';
import type { ExportName, ImportName } from './format-names.ts';
import type { ImportedDocument } from './reading/imported.ts';
import type { ImportedTasks } from './tasks/found-list.ts';
import type { ExportSource } from './writing/export-source.ts';
import { tooLarge } from './zip/read-zip.ts';

/** Formats that are written here, and not by the editor package; of a PDF the page that is printed. */
export type WrittenName = Exclude<ExportName, 'pdf' | 'markdown' | 'text' | 'json'> | 'print';

/** What a process is to do. */
export type ConversionJob =
  | { kind: 'import'; format: ImportName; content: Uint8Array }
  | { kind: 'tasks'; name: string; content: Uint8Array; zone: string }
  | { kind: 'export'; format: WrittenName; source: ExportSource; now: number };

/** What came of it: an error is told by its code and sentence, one that nobody has foreseen by its name alone. */
export type ConversionAnswer =
  | { status: 'imported'; document: ImportedDocument }
  | { status: 'tasks'; imported: ImportedTasks }
  | { status: 'exported'; content: Uint8Array }
  | { status: 'failed'; code: ErrorCode; message: string }
  | { status: 'broken'; name: string };

/** Does a conversion. Never throws. */
export async function answerTo(job: ConversionJob): Promise<ConversionAnswer> {
  try {
    if (job.kind === 'tasks') return { status: 'tasks', imported: await tasksNow(job) };
    if (job.kind === 'import') return { status: 'imported', document: await importNow(job) };
    return { status: 'exported', content: await exportNow(job) };
  } catch (error) {
    const known = error instanceof RangeError ? tooLarge(error) : error;
    if (known instanceof AppError) return { status: 'failed', code: known.code, message: known.message };
    return { status: 'broken', name: error instanceof Error ? error.name : typeof error };
  }
}

/** Readers are loaded when they are needed: each process needs one. */
async function importNow({ format, content }: ConversionJob & { kind: 'import' }): Promise<ImportedDocument> {
  switch (format) {
    case 'docx':
      return (await import('./docx/json-from-docx.ts')).jsonFromDocx(content);
    case 'odt':
      return (await import('./odt/json-from-odt.ts')).jsonFromOdt(content);
    case 'html':
      return (await import('./html/json-from-html.ts')).jsonFromHtml(content);
    case 'etherpad':
      return (await import('./etherpad/json-from-etherpad.ts')).jsonFromEtherpad(content);
    case 'markdown':
      return (await import('./markdown/json-from-markdown-file.ts')).jsonFromMarkdownFile(content);
    case 'text':
      return (await import('./text/json-from-text.ts')).jsonFromText(content);
  }
}

async function tasksNow({
  name,
  content: bytes,
  zone,
}: ConversionJob & { kind: 'tasks' }): Promise<ImportedTasks> {
  return (await import('./tasks/tasks-from-file.ts')).tasksFromFile({ name, bytes, zone });
}

async function exportNow({ format, source, now }: ConversionJob & { kind: 'export' }): Promise<Uint8Array> {
  switch (format) {
    case 'docx':
      return (await import('./docx/docx-from-source.ts')).docxFromSource(source);
    case 'odt':
      return (await import('./odt/odt-from-source.ts')).odtFromSource(source);
    case 'html':
      return Buffer.from((await import('./html/html-from-source.ts')).htmlFromSource(source));
    case 'print':
      return Buffer.from((await import('./html/html-for-print.ts')).htmlForPrint(source));
    case 'etherpad':
      return Buffer.from(
        (await import('./etherpad/etherpad-from-source.ts')).etherpadFromSource(source, now),
      );
  }
}
