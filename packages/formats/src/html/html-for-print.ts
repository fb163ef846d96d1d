import type { ExportSource } from '../writing/export-source.ts';
import { htmlFromSource } from './html-from-source.ts';

const STYLE = '@page{size:A4;margin:18mm 16mm}';

/** A document as the page that becomes a PDF. Details are unfolded: on paper nobody can click. */
export function htmlForPrint(source: ExportSource): string {
  return htmlFromSource(source, { style: STYLE }).replaceAll('<details', '<details open');
}
