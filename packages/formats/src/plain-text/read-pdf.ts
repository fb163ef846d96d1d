import { createRequire } from 'node:module';
import path from 'node:path';
import { isUnspaced } from '@plenum/domain/fold';
import type { PlainText } from './plain-text.ts';

// The display layer makes one when it is loaded. Nothing is drawn here.
Object.assign(globalThis, { DOMMatrix: class {} });
const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');

/** Tables of characters, of PDF files in Chinese, Japanese and Korean that name them rather than have them. */
const CHARACTER_MAPS = path.join(
  path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')),
  'cmaps/',
);

/** Pages of a file that are read. */
const MOST_PAGES = 5_000;

/** Reads the words of a PDF file, each page as a paragraph. Of what it may be told to fetch, run or draw it does nothing. */
export async function readPdf(bytes: Uint8Array, text: PlainText): Promise<void> {
  const loading = getDocument({
    // It wants one of its own.
    data: new Uint8Array(bytes),
    cMapUrl: CHARACTER_MAPS,
    cMapPacked: true,
    disableFontFace: true,
    enableXfa: false,
    isEvalSupported: false,
    isImageDecoderSupported: false,
    isOffscreenCanvasSupported: false,
    useSystemFonts: false,
    useWasm: false,
    useWorkerFetch: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const pdf = await loading.promise;
    const pages = Math.min(pdf.numPages, MOST_PAGES);
    for (let number = 1; number <= pages && !text.isFull; number += 1) {
      const page = await pdf.getPage(number);
      let words = '';
      for await (const { items } of page.streamTextContent()) {
        for (const item of items) if ('str' in item) words += item.str + (item.hasEOL ? '\n' : '');
        if (text.isFull) break;
      }
      text.add(joinedLines(words));
      page.cleanup();
    }
  } finally {
    await loading.destroy();
  }
}

/** The lines of a page as running text: a word that was broken at the end of one is whole again, and there is a space between words. */
function joinedLines(page: string): string {
  return page
    .replace(/(\p{Ll})[-\u00ad]\n(?=\p{Ll})/gu, '$1')
    .replace(/(.)\n(?=(.))/gu, (_, before: string, after: string) =>
      isUnspaced(before) && isUnspaced(after) ? before : `${before} `,
    );
}
