import { shownAt } from '@plenum/editor/schema/shown-path';
import { Fragment, type ResolvedPos, DOMParser as SchemaParser, Slice } from '@tiptap/pm/model';

/** A line of plain text that is an item of a list: its indentation, its marker, a box, its words. */
const ITEM = /^(\s*)(?:[-*+•–]|(\d{1,9})[.)])\s+(?:\[([ xX])\]\s+)?(.*)$/;

/** Spaces that make a list one level deeper. */
const INDENT = 2;

/** Plain text as HTML, with its lists and tasks; each other line is a paragraph. Nothing for a text without lists. */
function htmlFromPlainText(text: string): string | null {
  const lines = text.split(/\r\n?|\n/);
  if (!lines.some((line) => ITEM.test(line))) return null;
  const body = document.createElement('div');
  const open: { level: number; list: HTMLElement; type: string }[] = [];
  for (const line of lines) {
    const [, indent = '', number, box, words] = ITEM.exec(line) ?? [];
    if (words === undefined) {
      open.length = 0;
      if (line.trim() !== '') body.append(paragraph(line));
      continue;
    }
    const level = Math.floor(indent.replaceAll('\t', '    ').length / INDENT);
    const type = box !== undefined ? 'taskList' : number !== undefined ? 'orderedList' : 'bulletList';
    while ((open.at(-1)?.level ?? -1) > level) open.pop();
    if (open.at(-1)?.level === level && open.at(-1)?.type !== type) open.pop();
    let current = open.at(-1);
    if (current?.level !== level) {
      const list = listOf(type, number);
      (current?.list.lastElementChild ?? body).append(list);
      current = { level, list, type };
      open.push(current);
    }
    const item = document.createElement('li');
    if (box !== undefined) {
      item.dataset.type = 'taskItem';
      item.dataset.checked = String(box !== ' ');
    }
    item.append(paragraph(words));
    current.list.append(item);
  }
  return body.innerHTML;
}

function listOf(type: string, number: string | undefined): HTMLElement {
  const list = document.createElement(type === 'orderedList' ? 'ol' : 'ul');
  if (type === 'taskList') list.dataset.type = 'taskList';
  if (number !== undefined && number !== '1') list.setAttribute('start', String(Number(number)));
  return list;
}

function paragraph(text: string): HTMLElement {
  const line = document.createElement('p');
  line.textContent = text;
  return line;
}

/** What plain text means beside its lines: lists, or the place of a block; null for nothing. */
export function meaningOf(text: string, $context: ResolvedPos): Slice | null {
  const html = htmlFromPlainText(text);
  return html === null ? placeOf(text, $context) : listsOf(html, $context);
}

/** The address of a block, alone on an empty line: the block is shown there, before a line to go on in. */
function placeOf(text: string, { parent, doc }: ResolvedPos): Slice | null {
  const { origin } = window.location;
  const target = text.startsWith(origin) ? shownAt(text.slice(origin.length).trim()) : null;
  const { transclusion, paragraph } = doc.type.schema.nodes;
  const isEmpty = parent.type.name === 'paragraph' && parent.childCount === 0;
  if (!target?.blockId || !isEmpty || !transclusion || !paragraph) return null;
  return new Slice(Fragment.from([transclusion.create({ ...target }), paragraph.create()]), 0, 0);
}

function listsOf(html: string, $context: ResolvedPos): Slice {
  const body = document.createElement('div');
  body.innerHTML = html;
  return SchemaParser.fromSchema($context.doc.type.schema).parseSlice(body, { context: $context });
}
