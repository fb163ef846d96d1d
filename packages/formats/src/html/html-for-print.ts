import type { ExportSource } from '../writing/export-source.ts';
import { htmlFromSource } from './html-from-source.ts';

/** Details are unfolded on paper: nobody can click there. */
const STYLE = '@page{size:A4;margin:18mm 16mm}body{max-width:none;margin:0;padding:0;font-size:11pt}';

/** A document as the page that becomes a PDF. */
export function htmlForPrint(source: ExportSource): string {
  return htmlFromSource(source, { style: STYLE }).replaceAll('<details', '<details open');
}
