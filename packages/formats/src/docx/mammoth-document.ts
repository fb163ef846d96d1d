import mammoth from 'mammoth';
import { damaged } from '../zip/read-zip.ts';

/** A part of what mammoth reads, before it makes HTML of it (lib/documents.js). */
export type MammothNode =
  | {
      type: 'paragraph';
      children: MammothNode[];
      styleId: string | null;
      styleName: string | null;
      numbering: MammothLevel | null;
      alignment: string | null;
      indent: { start: string | null };
    }
  | ({ type: 'run'; children: MammothNode[] } & MammothRun)
  | { type: 'text'; value: string }
  | { type: 'tab' }
  | { type: 'checkbox'; checked: boolean }
  | { type: 'hyperlink'; children: MammothNode[]; href?: string; anchor?: string }
  | { type: 'noteReference'; noteType: string; noteId: string }
  | { type: 'image'; altText?: string; contentType?: string; readAsBuffer(): Promise<Buffer> }
  | { type: 'commentReference' }
  | { type: 'table'; children: MammothNode[] }
  | { type: 'tableRow'; children: MammothNode[]; isHeader: boolean }
  | { type: 'tableCell'; children: MammothNode[]; colSpan: number; rowSpan: number }
  | { type: 'break'; breakType: string }
  | { type: 'bookmarkStart'; name: string };

/** How a run of text looks. */
export interface MammothRun {
  styleName: string | null;
  isBold: boolean;
  isUnderline: boolean;
  isItalic: boolean;
  isStrikethrough: boolean;
  verticalAlignment: 'baseline' | 'superscript' | 'subscript';
  font: string | null;
  highlight: string | null;
}

/** A level of a list. */
export interface MammothLevel {
  isOrdered: boolean;
  level: string;
}

/** A document as mammoth reads it. */
export interface MammothDocument {
  children: MammothNode[];
  /** The blocks of a note; none where there is no such note. */
  noteBody(reference: { noteType: string; noteId: string }): MammothNode[];
}

interface RawDocument {
  type: 'document';
  children: MammothNode[];
  notes: { resolve(reference: { noteType: string; noteId: string }): { body: MammothNode[] } | null };
}

/**
 * Reads a DOCX file by mammoth. The tree is taken where mammoth would let others change it, since its HTML has neither alignment nor
 * lists that are told apart.
 */
export async function readByMammoth(file: Uint8Array): Promise<MammothDocument> {
  let read: RawDocument | null = null;
  const take = (document: RawDocument): RawDocument => {
    read = document;
    return { ...document, children: [] };
  };
  try {
    await mammoth.convertToHtml(
      { buffer: Buffer.from(file) },
      {
        transformDocument: take,
        includeEmbeddedStyleMap: false,
        externalFileAccess: false,
        ignoreEmptyParagraphs: false,
      },
    );
  } catch (error) {
    throw damaged(error);
  }
  const document = given(read);
  if (!document) throw damaged();
  return {
    children: document.children,
    noteBody: (reference) => document.notes.resolve(reference)?.body ?? [],
  };
}

/** What a callback may have set. */
function given(document: RawDocument | null): RawDocument | null {
  return document;
}
