import MarkdownIt, {
  type MarkdownIt as Parser,
  type StateBlock,
  type StateInline,
  type Token,
} from 'markdown-it';
import footnotes from 'markdown-it-footnote';
import { safeHref } from '../schema/href.ts';
import { markBlocks } from './block-markers.ts';
import { readDetails } from './details-rule.ts';
import { readDocumentLinks } from './document-link-rules.ts';
import { readFormulas } from './formula-rules.ts';

/** How deep blocks may be nested when read; what is nested deeper is kept as text with its markers. */
const MAX_BLOCK_LEVEL = 60;

const BREAK_TAG = /<br[ \t]*\/?>/iy;

/**
 * The tokens of a Markdown text: CommonMark with GFM tables, strikethrough, task items and bare addresses as links, and with
 * footnotes, formulas and details as GitHub has them. Other HTML is text, except `<br>`, the usual way to break a line in a table cell.
 * Links that may not be followed stay text.
 * @param namesAreText for texts of programs in which double brackets mean something else.
 */
export function parseMarkdown(text: string, { namesAreText = false } = {}): Token[] {
  return PARSER.parse(text, { namesAreText });
}

const PARSER = createParser();

function createParser(): Parser {
  const parser = new MarkdownIt({ html: false, linkify: true });
  parser.validateLink = (url) => safeHref(url) !== null;
  parser.normalizeLink = (url) => url;
  parser.normalizeLinkText = (url) => url;
  parser.linkify.set({ fuzzyLink: false }).add('//', null).add('ftp:', null);
  parser.inline.ruler.before('html_inline', 'break_tag', readBreakTag);
  parser.core.ruler.after('block', 'block_markers', markBlocks);
  parser.use(footnotes);
  // Notes stay where they are written, those too that nothing refers to.
  parser.core.ruler.disable('footnote_tail');
  parser.inline.ruler.disable('footnote_inline');
  readFormulas(parser);
  readDocumentLinks(parser);
  readDetails(parser);
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
