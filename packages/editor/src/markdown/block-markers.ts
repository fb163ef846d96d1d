import type { StateCore, Token } from 'markdown-it';
import { minutesIn } from '../schema/agenda-item.ts';
import { CALLOUT_KINDS, type CalloutKind } from '../schema/callout-kinds.ts';
import { type Outcome, outcomeFromTitle } from '../schema/decision-words.ts';
import { type ShownTarget, shownAt } from '../schema/shown-path.ts';

/** An empty task is written with an encoded space, because GFM wants something after the box. */
const TASK_MARKER = /^\[([ xX])\](?:\s+(?:&#x20;$)?|$)/;
const CALLOUT_MARKER = new RegExp(`^\\[!(${CALLOUT_KINDS.join('|')})\\][ \\t]*(?:\\n|$)`, 'i');
const DECISION_MARKER = /^(\*\*|__)([^*_\n]+)\1$/;
const CONTENTS_MARKER = /^\[toc\]$/i;
/** As the wiki of Azure DevOps has it: "table of sub-pages". */
const CHILDREN_MARKER = /^\[\[_tosp_\]\](\^2)?$/i;

/** A picture with a title in brackets, which is nobody's picture. */
const SHOWN_MARKER = /^!\[\[[^[\]\n]*\]\]\(([^()\s]+)\)$/;

/** What the text of a block has said about it. */
export interface BlockMarker {
  /** Of an item of a list: it is a task. */
  task?: { checked: boolean };
  /** Of a quote. */
  callout?: CalloutKind;
  /** Of a quote that is a decision. */
  decision?: Outcome;
  /** Of a heading that is an item of an agenda. */
  minutes?: number;
  /** Of a paragraph: the table of contents stands there. */
  isContents?: true;
  /** Of a paragraph: the pages below stand there, in so many levels. */
  childLevels?: number;
  /** Of a paragraph: another text is shown there. */
  shown?: ShownTarget;
}

/** How the place of the list of pages below is written. */
export function childPagesMarker(levels: number): string {
  return `[[_TOSP_]]${levels > 1 ? '^2' : ''}`;
}

/** What a token was marked with. */
export function markerOf({ meta }: Token): BlockMarker {
  return meta?.marker ?? {};
}

/**
 * Notes on a block what its text says it is, and takes the marker off the text: on an item of a bullet list whether it is a checked
 * or an open task, on a quote which kind of callout it is (as GitHub has them) or what was decided, on a heading its minutes, on a paragraph that it is the table of contents,
 * the list of the pages below, or the place of another text.
 */
export function markBlocks(state: StateCore): void {
  const lists: string[] = [];
  const emptied = new Set<number>();
  state.tokens.forEach((token, index) => {
    if (token.type === 'bullet_list_open' || token.type === 'ordered_list_open') lists.push(token.type);
    if (token.type === 'bullet_list_close' || token.type === 'ordered_list_close') lists.pop();
    const [paragraph, inline] = [state.tokens[index + 1], state.tokens[index + 2]];
    if (token.type === 'paragraph_open' && paragraph) markPlace(token, paragraph);
    if (token.type === 'heading_open' && paragraph) markMinutes(token, paragraph);
    if (paragraph?.type !== 'paragraph_open' || inline === undefined) return;
    if (token.type === 'list_item_open' && lists.at(-1) === 'bullet_list_open') markTask(token, inline);
    if (token.type !== 'blockquote_open') return;
    if (markDecision(token, inline) || (markCallout(token, inline) && inline.content === '')) {
      for (const part of [1, 2, 3]) emptied.add(index + part);
    }
  });
  if (emptied.size > 0) state.tokens = state.tokens.filter((_, index) => !emptied.has(index));
}

function mark(token: Token, marker: BlockMarker): void {
  token.meta = { ...token.meta, marker };
}

/** A paragraph of which nothing is left but that something else stands there. */
function markPlace(paragraph: Token, inline: Token): void {
  const { content } = inline;
  const children = CHILDREN_MARKER.exec(content);
  const shown = shownAt(SHOWN_MARKER.exec(content)?.[1]);
  if (CONTENTS_MARKER.test(content)) mark(paragraph, { isContents: true });
  else if (children) mark(paragraph, { childLevels: children[1] ? 2 : 1 });
  else if (shown) mark(paragraph, { shown });
  else return;
  inline.content = '';
}

function markTask(item: Token, inline: Token): void {
  const marker = TASK_MARKER.exec(inline.content);
  if (marker === null) return;
  mark(item, { task: { checked: marker[1] !== ' ' } });
  inline.content = inline.content.slice(marker[0].length);
}

function markMinutes(heading: Token, inline: Token): void {
  const { text, minutes } = minutesIn(inline.content);
  if (minutes === null) return;
  mark(heading, { minutes });
  inline.content = text;
}

function markDecision(quote: Token, inline: Token): boolean {
  const decision = outcomeFromTitle(DECISION_MARKER.exec(inline.content)?.[2] ?? '');
  if (decision) mark(quote, { decision });
  return decision !== null;
}

function markCallout(quote: Token, inline: Token): boolean {
  const marker = CALLOUT_MARKER.exec(inline.content);
  const callout = CALLOUT_KINDS.find((kind) => kind === marker?.[1]?.toLowerCase());
  if (marker === null || callout === undefined) return false;
  mark(quote, { callout });
  inline.content = inline.content.slice(marker[0].length);
  return true;
}
