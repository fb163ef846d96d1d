import MarkdownIt, {
  type MarkdownIt as Parser,
  type StateBlock,
  type StateCore,
  type StateInline,
  type Token,
} from 'markdown-it';
import { safeHref } from '../schema/href.ts';

/** How deep blocks may be nested when read; what is nested deeper is kept as text with its markers. */
const MAX_BLOCK_LEVEL = 60;

/** An empty task is written with an encoded space, because GFM wants something after the box. */
const TASK_MARKER = /^\[([ xX])\](?:\s+(?:&#x20;$)?|$)/;
const BREAK_TAG = /<br[ \t]*\/?>/iy;

/**
 * The tokens of a Markdown text: CommonMark with GFM tables, strikethrough, task items and bare
 * addresses as links. HTML is text, except `<br>`, the usual way to break a line in a table cell. Links that may not be followed stay text.
 */
export function parseMarkdown(text: string): Token[] {
  return PARSER.parse(text, {});
}

const PARSER = createParser();

function createParser(): Parser {
  const parser = new MarkdownIt({ html: false, linkify: true });
  parser.validateLink = (url) => safeHref(url) !== null;
  parser.normalizeLink = (url) => url;
  parser.normalizeLinkText = (url) => url;
  parser.linkify.set({ fuzzyLink: false }).add('//', null).add('ftp:', null);
  parser.inline.ruler.before('html_inline', 'break_tag', readBreakTag);
  parser.core.ruler.after('block', 'task_items', markTaskItems);
  keepDeepBlocks(parser);
  return parser;
}

function readBreakTag(state: StateInline, silent: boolean): boolean {
  BREAK_TAG.lastIndex = state.pos;
  const length = BREAK_TAG.exec(state.src)?.[0].length;
  if (length === undefined) return false;
  if (!silent) state.push('hardbreak', 'br', 0);
  state.pos += length;
  return true;
}

/** Notes on an item of a bullet list whether it is a checked or an open task, and takes the marker off its text. */
function markTaskItems({ tokens }: StateCore): void {
  const lists: string[] = [];
  tokens.forEach((token, index) => {
    if (token.type === 'bullet_list_open' || token.type === 'ordered_list_open') lists.push(token.type);
    if (token.type === 'bullet_list_close' || token.type === 'ordered_list_close') lists.pop();
    if (token.type !== 'list_item_open' || lists.at(-1) !== 'bullet_list_open') return;
    const inline = tokens[index + 2];
    if (tokens[index + 1]?.type !== 'paragraph_open' || inline === undefined) return;
    const marker = TASK_MARKER.exec(inline.content);
    if (marker === null) return;
    token.meta = { checked: marker[1] !== ' ' };
    inline.content = inline.content.slice(marker[0].length);
  });
}

/** markdown-it silently skips what lies deeper than its limit; here it becomes a paragraph. */
function keepDeepBlocks(parser: Parser): void {
  const tokenize = parser.block.tokenize.bind(parser.block);
  parser.options.maxNesting = 2 * MAX_BLOCK_LEVEL;
  parser.block.tokenize = (state: StateBlock, startLine: number, endLine: number) => {
    if (state.level < MAX_BLOCK_LEVEL) return tokenize(state, startLine, endLine);
    state.push('paragraph_open', 'p', 1);
    const inline = state.push('inline', '', 0);
    inline.content = state.getLines(startLine, endLine, state.blkIndent, false).trim();
    inline.children = [];
    state.push('paragraph_close', 'p', -1);
    state.line = endLine;
  };
}
