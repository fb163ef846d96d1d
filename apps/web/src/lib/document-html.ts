import { codeHtml } from '@plenum/editor/drawing/code-html';
import { diagramUrl } from '@plenum/editor/drawing/diagram-url';
import { formulaHtml } from '@plenum/editor/drawing/formula-html';
import { htmlFromJson } from '@plenum/editor/html/html-from-json';
import type { HtmlOptions } from '@plenum/editor/html/options';
import { slidesFromJson } from '@plenum/editor/html/slides-from-json';
import type { FileUrl } from '@plenum/editor/schema/files';
import type { Beginning } from '@plenum/editor/yjs/beginning';
import { dayInWords } from '#i18n/day.ts';
import type { Locale } from '#i18n/locale.ts';
import { MESSAGES } from '#i18n/messages.ts';

/**
 * How much of one document is drawn, formulas and code in characters, diagrams by their number; what is beyond is shown as its source.
 * Whoever writes it could otherwise have the server draw for minutes, or a browser open thousands of frames.
 */
const LIMITS = { formulas: 50_000, code: 64_000, diagrams: 50 };

/** A document as HTML for readers of a language, with its formulas, code and diagrams drawn; see `htmlFromJson`. */
export function documentHtml(json: unknown, reader: Reader): string {
  return htmlFromJson(json, optionsFor(reader));
}

/** The beginning of a document, the same way: all of a short one. */
export function beginningHtml({ json, blocks }: Beginning, reader: Reader): string {
  return htmlFromJson(json, { ...optionsFor(reader), ...(blocks !== null && { first: blocks }) });
}

/** A part of another document that is shown within a page, which is read by itself at `page`. */
export function shownHtml(json: unknown, { page, ...reader }: Reader & { page: string }): string {
  return htmlFromJson(json, { ...optionsFor(reader), boxes: false, page });
}

/** The same as slides; see `slidesFromJson`. */
export function documentSlides(json: unknown, reader: Reader): string {
  return slidesFromJson(json, optionsFor(reader));
}

/** For whom it is. */
export interface Reader {
  locale: Locale;
  fileUrl: FileUrl;
}

function optionsFor({ locale, fileUrl }: Reader): HtmlOptions {
  const texts = MESSAGES[locale].documents.parts;
  const left = { ...LIMITS };
  return {
    boxes: true,
    fileUrl,
    diagramUrl: (source) => (left.diagrams-- > 0 ? diagramUrl(source) : null),
    formulaHtml(tex, isBlock) {
      left.formulas -= tex.length;
      return left.formulas >= 0 ? formulaHtml(tex, isBlock) : null;
    },
    codeHtml(code, language) {
      left.code -= code.length;
      return left.code >= 0 ? codeHtml(code, language) : null;
    },
    words: {
      callout: (kind) => texts[kind],
      decisions: texts.decisions,
      contents: texts.contents,
      footnote: (number) => `${texts.footnote} ${number}`,
      backToText: texts.backToText,
      diagram: texts.diagram,
      missingFile: texts.missingFile,
      shownPage: texts.shownPage,
      date: (date) => dayInWords(locale, date),
    },
  };
}
