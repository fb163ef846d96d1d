import { footnoteNumbers } from '@plenum/editor/schema/footnote';
import { DIAGRAM_LANGUAGE, FORMULA_LANGUAGE } from '@plenum/editor/schema/formula';
import { safeDocument } from '@plenum/editor/schema/safe-document';
import type { Node } from '@tiptap/pm/model';
import type { ExportName } from '../format-names.ts';
import { type Loss, type LossCode, Losses } from '../losses.ts';

/** What is shown from elsewhere, and so is no part of the text. */
const SHOWN: readonly LossCode[] = ['childPages', 'transclusions'];

/** What each format cannot hold as it is. What is not named here comes along. */
const CANNOT: Readonly<Record<ExportName, readonly LossCode[]>> = {
  json: [],
  markdown: [
    'underlines',
    'colours',
    'shiftedText',
    'alignment',
    'direction',
    'mergedCells',
    'blocksInCells',
    'columnWidths',
    'lettering',
    'emptyLines',
    'mentions',
    'days',
    'pictures',
    'files',
  ],
  html: ['diagrams', 'mentions', 'files', 'looseReferences', ...SHOWN],
  docx: [
    'decisions',
    'agendaMinutes',
    'details',
    'formulas',
    'diagrams',
    'mentions',
    'days',
    'files',
    'codeLanguages',
    'nesting',
    'looseNotes',
    'looseReferences',
    ...SHOWN,
  ],
  odt: [
    'decisions',
    'agendaMinutes',
    'details',
    'formulas',
    'diagrams',
    'mentions',
    'days',
    'files',
    'codeLanguages',
    'nesting',
    'looseNotes',
    'looseReferences',
    ...SHOWN,
  ],
  pdf: ['diagrams', 'files', 'looseReferences', ...SHOWN],
  text: [
    'decisions',
    'agendaMinutes',
    'textStyles',
    'colours',
    'linkTargets',
    'headings',
    'alignment',
    'direction',
    'mergedCells',
    'callouts',
    'details',
    'formulas',
    'diagrams',
    'contents',
    'mentions',
    'days',
    'tables',
    'pictures',
    'files',
    ...SHOWN,
  ],
  etherpad: [
    'decisions',
    'agendaMinutes',
    'colours',
    'shiftedText',
    'headings',
    'alignment',
    'direction',
    'mergedCells',
    'callouts',
    'details',
    'footnotes',
    'formulas',
    'diagrams',
    'contents',
    'mentions',
    'days',
    'tables',
    'pictures',
    'files',
    'lettering',
    ...SHOWN,
  ],
};

/**
 * What a document loses as a file of a format.
 * @param isThere whether a picture can be put into the file; without it all are.
 */
export function lossesOf(
  content: unknown,
  format: ExportName,
  { isThere = () => true }: { isThere?: (fileId: string) => boolean } = {},
): Loss[] {
  const doc = safeDocument(content);
  const losses = new Losses();
  const cannot = new Set(CANNOT[format]);
  const add = (code: LossCode, node: Node): void => {
    if (cannot.has(code)) losses.add(code, { place: wordsOf(node) });
  };
  const numbers = footnoteNumbers(doc);
  doc.descendants((node, _position, parent) => {
    for (const code of lossesIn(node, parent)) add(code, node);
    if (node.type.name === 'footnote' && !numbers.has(node.attrs.noteId)) add('looseNotes', node);
    const isLoose = node.type.name === 'footnoteReference' && !numbers.has(node.attrs.noteId);
    if (isLoose && parent) add('looseReferences', parent);
    if (node.type.name === 'image' && !cannot.has('pictures') && !isThere(String(node.attrs.fileId))) {
      losses.add('missingFiles', { place: wordsOf(node) });
    }
  });
  return losses.list();
}

const MARKS: Readonly<Record<string, readonly LossCode[]>> = {
  bold: ['textStyles'],
  italic: ['textStyles'],
  strike: ['textStyles'],
  code: ['textStyles'],
  underline: ['textStyles', 'underlines'],
  superscript: ['textStyles', 'shiftedText'],
  subscript: ['textStyles', 'shiftedText'],
  textColour: ['colours'],
  highlight: ['colours'],
  link: ['linkTargets'],
  formula: ['formulas'],
};

const NODES: Readonly<Record<string, LossCode>> = {
  heading: 'headings',
  callout: 'callouts',
  decision: 'decisions',
  details: 'details',
  footnote: 'footnotes',
  tableOfContents: 'contents',
  childPages: 'childPages',
  transclusion: 'transclusions',
  table: 'tables',
  image: 'pictures',
  attachment: 'files',
  mention: 'mentions',
  date: 'days',
  documentLink: 'linkTargets',
};

/** Blocks in which only paragraphs stay together with what they belong to. */
const HOLDERS = new Set(['blockquote', 'callout', 'decision', 'details', 'listItem', 'taskItem']);
const STAYS = new Set(['paragraph', 'bulletList', 'orderedList', 'taskList']);

function lossesIn(node: Node, parent: Node | null): LossCode[] {
  const { type, attrs } = node;
  const codes: LossCode[] = node.marks.flatMap((mark) => MARKS[mark.type.name] ?? []);
  const own = NODES[type.name];
  if (own) codes.push(own);
  if (attrs.minutes) codes.push('agendaMinutes');
  if (attrs.align && node.isTextblock) codes.push('alignment');
  if (attrs.dir) codes.push('direction');
  if (type.name === 'paragraph' && node.childCount === 0 && parent?.type.name === 'doc')
    codes.push('emptyLines');
  if (type.name === 'orderedList' && attrs.type && attrs.type !== '1') codes.push('lettering');
  if (type.name === 'codeBlock') codes.push(codeLoss(attrs.language));
  if (type.spec.tableRole === 'cell' || type.spec.tableRole === 'header_cell')
    codes.push(...cellLosses(node));
  const isInList = parent?.type.name === 'listItem' || parent?.type.name === 'taskItem';
  const stays = type.name === 'paragraph' || (isInList && STAYS.has(type.name));
  if (parent && HOLDERS.has(parent.type.name) && !stays) codes.push('nesting');
  return codes;
}

function codeLoss(language: unknown): LossCode {
  if (language === FORMULA_LANGUAGE) return 'formulas';
  if (language === DIAGRAM_LANGUAGE) return 'diagrams';
  return language ? 'codeLanguages' : 'codeBlocks';
}

function cellLosses(cell: Node): LossCode[] {
  const codes: LossCode[] = [];
  if (cell.attrs.colspan > 1 || cell.attrs.rowspan > 1) codes.push('mergedCells');
  if (cell.childCount > 1 || cell.firstChild?.type.name !== 'paragraph') codes.push('blocksInCells');
  if (Array.isArray(cell.attrs.colwidth) && cell.attrs.colwidth.some(Boolean)) codes.push('columnWidths');
  return codes;
}

function wordsOf(node: Node): string {
  return (
    node.text ??
    (node.attrs.alt ||
      node.attrs.name ||
      node.attrs.label ||
      node.textBetween(0, Math.min(node.content.size, 300), ' '))
  );
}
