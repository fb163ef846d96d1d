import type { MarkdownIt as Parser, StateBlock, StateInline } from 'markdown-it';
import { FORMULA_LANGUAGE } from '../schema/formula.ts';
import { lineAt } from './line-at.ts';

/** Dollars, or those with backticks, around TeX; the first form as Pandoc reads it, so that prices stay prices. */
const INLINE = /\$`([^\n]+?)`\$|\$(?![\s$])((?:\\.|[^\\$\n])*?)(?<![\s\\])\$(?!\d)/y;

/** Whether a formula in the line can be written so that it is read again. */
export function isWritable(tex: string): boolean {
  return tex.trim() !== '' && !/[`\n]/.test(tex);
}

/** Reads formulas: `$a$` and `` $`a`$ `` in a line, and `$$` on lines of their own around a block, as GitHub has them. */
export function readFormulas(parser: Parser): void {
  parser.inline.ruler.before('escape', 'formula', readInline);
  parser.block.ruler.before('fence', 'formula_block', readBlock, {
    alt: ['paragraph', 'blockquote', 'list'],
  });
}

function readInline(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== '$') return false;
  INLINE.lastIndex = state.pos;
  const match = INLINE.exec(state.src);
  if (!match) return false;
  if (!silent) state.push('formula', 'code', 0).content = match[1] ?? match[2] ?? '';
  state.pos += match[0].length;
  return true;
}

function readBlock(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const isFence = (line: number): boolean => lineAt(state, line) === '$$';
  if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4 || !isFence(startLine)) return false;
  let end = startLine + 1;
  while (end < endLine && !isFence(end)) end += 1;
  if (end >= endLine) return false;
  if (silent) return true;
  const token = state.push('fence', 'code', 0);
  token.info = FORMULA_LANGUAGE;
  token.content = state.getLines(startLine + 1, end, state.sCount[startLine] ?? 0, true);
  state.line = end + 1;
  return true;
}
