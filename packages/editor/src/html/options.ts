import type { CalloutKind } from '../schema/callout-kinds.ts';
import { type DecisionWords, ENGLISH_DECISION } from '../schema/decision-words.ts';
import type { FileUrl } from '../schema/files.ts';

/** What a reader's language calls the parts of a document that have no words of their own. */
export interface HtmlWords {
  callout(kind: CalloutKind): string;
  decisions: DecisionWords;
  contents: string;
  /** The accessible name of the number of a note. */
  footnote(number: number): string;
  /** The accessible name of the way from a note back to the text. */
  backToText: string;
  /** A day, from ISO 8601. */
  date(date: string): string;
  diagram: string;
  /** In place of a picture or a file that the reader has no address for. */
  missingFile: string;
  /** Leads to the text of another page, where that is not shown in its place. */
  shownPage: string;
}

/** How a document is written as HTML. What is left out leaves formulas, code and diagrams as their source. */
export interface HtmlOptions {
  words?: HtmlWords;
  /** Whether the blocks of a long document are to stand in `div.box` of a hundred, as in the editor. */
  boxes?: boolean;
  /** How many blocks are written of a long document, in boxes if at all; the others are there for what these say about them. */
  first?: number;
  /** Where the document's files are. */
  fileUrl?: FileUrl;
  /**
   * Where the text is read by itself, if it is to be shown within another page: links within it lead there, and none of its elements takes
   * an id of that page.
   */
  page?: string;
  /** A formula in TeX as safe HTML without `style` attributes; null where it is none. */
  formulaHtml?(tex: string, isBlock: boolean): string | null;
  /** Code as safe HTML with classes; null where the language is not known. */
  codeHtml?(code: string, language: string): string | null;
  /** The address of a page that draws a diagram, to be framed; null where it is too long. */
  diagramUrl?(source: string): string | null;
}

/** English, for readers of whom nothing is known. */
export const ENGLISH: HtmlWords = {
  callout: (kind) => kind[0]?.toUpperCase() + kind.slice(1),
  decisions: ENGLISH_DECISION,
  contents: 'Contents',
  footnote: (number) => `Note ${number}`,
  backToText: 'Back to the text',
  date: (date) => date,
  diagram: 'Diagram',
  missingFile: 'This file is not here.',
  shownPage: 'Text of another page',
};
