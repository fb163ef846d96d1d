import type { MarkdownIt as Parser, StateBlock } from 'markdown-it';
import { lineAt } from './line-at.ts';

/** Also as the first of an item of a list. Within a quote neither tag is seen. */
const OPENING = /^(?:(?:[-*+]|\d{1,9}[.)])\s+)*<details>$/;
const SUMMARY = /^<summary>(.*)<\/summary>$/;
const TAG_LINE = /^\s*<\/?details>\s*$/m;

/** Reads `<details>` with a `<summary>` on the next line, as GitHub has it, each tag on a line of its own. */
export function readDetails(parser: Parser): void {
  parser.block.ruler.before('fence', 'details', (state, startLine, endLine, silent) => {
    if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4 || startLine + 1 >= endLine) return false;
    const summary = SUMMARY.exec(lineAt(state, startLine + 1));
    if (lineAt(state, startLine) !== '<details>' || !summary) return false;
    const end = endOf(state, startLine + 2, endLine);
    if (end === null) return false;
    if (silent) return true;
    write(state, { summary: summary[1] ?? '', from: startLine + 2, to: end });
    state.line = end + 1;
    return true;
  });
}

function write(
  state: StateBlock,
  { summary, from, to }: { summary: string; from: number; to: number },
): void {
  state.push('details_open', 'details', 1);
  state.push('paragraph_open', 'p', 1);
  const line = state.push('inline', '', 0);
  line.content = summary.trim();
  line.children = [];
  state.push('paragraph_close', 'p', -1);
  const { lineMax, parentType } = state;
  state.lineMax = to;
  state.parentType = 'root';
  state.md.block.tokenize(state, from, to);
  state.lineMax = lineMax;
  state.parentType = parentType;
  state.push('details_close', 'details', -1);
}

/** Whether code can stand between the tags, which are looked for in it, too. */
export function isWithoutTags(code: string): boolean {
  return !TAG_LINE.test(code);
}

/** The line of the closing tag that belongs to the opening one. */
function endOf(state: StateBlock, from: number, endLine: number): number | null {
  let depth = 1;
  for (let line = from; line < endLine; line += 1) {
    const text = lineAt(state, line);
    if (text !== '' && (state.sCount[line] ?? 0) < state.blkIndent) return null;
    if (OPENING.test(text)) depth += 1;
    if (text === '</details>') depth -= 1;
    if (depth === 0) return line;
  }
  return null;
}
