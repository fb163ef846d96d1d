import { DECISION_RESULTS } from '@plenum/domain/documents/decision-results';
import { CALLOUT_KINDS } from '@plenum/editor/schema/callout-kinds';
import { VOTES } from '@plenum/editor/schema/decision-words';
import type { NodeJson } from '@plenum/editor/schema/json';
import { textNodes, withoutBox, wordsIn } from '../reading/blocks.ts';
import type { HtmlNotes } from './html-notes.ts';
import { attribute, elementsIn, type HtmlElement, hasClass, isElement, textOfHtml } from './tree.ts';

/** A task whose box is a letter. */
export function withoutBoxSign(blocks: NodeJson[]): { content: NodeJson[]; checked: boolean | null } {
  const [first, ...rest] = blocks;
  if (first?.type !== 'paragraph') return { content: blocks, checked: null };
  const { content, checked } = withoutBox(first.content ?? []);
  return { content: checked === null ? blocks : [{ ...first, content }, ...rest], checked };
}

/** What lies in the cells of tables, without the tables. */
export function blocksInTable(node: NodeJson): NodeJson[] {
  const isPart =
    node.type === 'table' ||
    node.type === 'tableRow' ||
    node.type.startsWith('tableCell') ||
    node.type === 'tableHeader';
  return isPart ? (node.content ?? []).flatMap(blocksInTable) : [node];
}

/** Details whose summary says nothing have none. */
export function withoutEllipsis(node: NodeJson): NodeJson {
  const [first, ...rest] = node.content ?? [];
  const isNone = first?.type === 'paragraph' && rest.length > 0 && wordsIn([first]) === '…';
  return isNone ? { ...node, content: rest } : node;
}

/** Programs in the head of a page. */
export function scriptsIn(head: HtmlElement): number {
  return [...elementsIn(head)].filter(({ tagName }) => tagName === 'script').length;
}

/** The kind of callout that an element is, as we write them and as GitHub does; null for none. */
export function calloutKind(element: HtmlElement): string | null {
  if (element.tagName !== 'div') return null;
  const said = hasClass(element, 'callout') ? attribute(element, 'data-kind') : null;
  return CALLOUT_KINDS.find((kind) => kind === said || hasClass(element, `markdown-alert-${kind}`)) ?? null;
}

/** The result and the votes of a decision, as we write them; null for what is none. */
export function decisionIn(element: HtmlElement): Record<string, unknown> | null {
  if (element.tagName !== 'div' || !hasClass(element, 'decision')) return null;
  const said = attribute(element, 'data-result');
  const result = DECISION_RESULTS.find((one) => one === said);
  if (!result) return null;
  return { result, ...Object.fromEntries(VOTES.map((vote) => [vote, countIn(element, `data-${vote}`)])) };
}

/** The minutes of a heading that is an item of an agenda; null where it is none. */
export function minutesOf(heading: HtmlElement): number | null {
  return countIn(heading, 'data-minutes');
}

function countIn(element: HtmlElement, name: string): number | null {
  const value = attribute(element, name) ?? '';
  return /^\d{1,6}$/.test(value) ? Number(value) : null;
}

/** The TeX that a formula was made of. */
export function texIn(element: HtmlElement): string | null {
  for (const one of elementsIn(element)) {
    if (one.tagName === 'annotation' && attribute(one, 'encoding') === 'application/x-tex')
      return textOfHtml(one);
  }
  return null;
}

/** A block of code, in the language that its classes name. */
export function codeFrom(pre: HtmlElement): NodeJson {
  const classes = [...elementsIn(pre)].map((element) => attribute(element, 'class') ?? '').join(' ');
  const language =
    /(?:^|\s)(?:language-|lang-)([\w+#.-]{1,40})/.exec(classes)?.[1] ??
    /sourceCode ([\w+#.-]{1,40})/.exec(classes)?.[1];
  const text = textOfHtml(pre).replace(/\r\n?/g, '\n').replace(/\n$/, '');
  return { type: 'codeBlock', attrs: { language: language ?? null }, content: textNodes(text) };
}

/** The box of a task; null for an item that is none. */
export function boxIn(item: HtmlElement): HtmlElement | null {
  for (const element of elementsIn(item)) {
    if (/^(ul|ol)$/.test(element.tagName)) return null;
    if (element.tagName === 'input' && attribute(element, 'type') === 'checkbox') return element;
  }
  return null;
}

/** Whether the number of a note stands in an element. */
export function hasReference(element: HtmlElement, { references }: HtmlNotes): boolean {
  return element.childNodes.some((child) => isElement(child) && references.has(child));
}

/** The line that parts notes from the text. */
export function isNoteRule({ parentNode }: HtmlElement): boolean {
  return (
    parentNode !== null &&
    isElement(parentNode) &&
    (hasClass(parentNode, 'footnotes') || attribute(parentNode, 'role') === 'doc-endnotes')
  );
}
