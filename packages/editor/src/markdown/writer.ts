import type { InlineFormula, Root, Text } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { defaultHandlers, type Info, type Options, type State, toMarkdown } from 'mdast-util-to-markdown';
import { attentionHandlers, reference } from './attention.ts';
import { documentLinkMarkdown } from './document-link-rules.ts';

declare module 'mdast' {
  /** A formula in a line, in TeX. */
  interface InlineFormula {
    type: 'inlineFormula';
    value: string;
  }
  interface PhrasingContentMap {
    inlineFormula: InlineFormula;
  }
  interface RootContentMap {
    inlineFormula: InlineFormula;
  }
}

declare module 'mdast-util-to-markdown' {
  interface ConstructNameMap {
    inlineFormula: 'inlineFormula';
  }
}

const isInCell = (state: State): boolean => state.stack.includes('tableCell');

const OPTIONS: Options = {
  bullet: '-',
  bulletOther: '*',
  rule: '-',
  listItemIndent: 'one',
  // Aligned pipes would pad every row to the longest cell: one long cell and many rows make gigabytes.
  extensions: [gfmToMarkdown({ tablePipeAlign: false })],
  // The library escapes it before a letter. A mail address (CommonMark 0.31 §6.5) may begin with other characters, among
  // them the backtick of a code span that follows.
  unsafe: [
    { character: '<', after: '\\S', inConstruct: 'phrasing' },
    { character: '$', inConstruct: 'phrasing' },
    // Behind a reference to a note it would make a note of the line.
    { character: ':', before: '\\]', inConstruct: 'phrasing' },
  ],
  handlers: {
    ...attentionHandlers,
    break: (node, parent, state, info) =>
      isInCell(state) ? '<br>' : defaultHandlers.break(node, parent, state, info),
    inlineCode: (node, _parent, state) => {
      const code = codeSpan(node.value);
      // Every pipe, also one after a backslash: a cell is split before its code is read (GFM 0.29 §4.10).
      return isInCell(state) ? code.replaceAll('|', '\\|') : code;
    },
    inlineFormula: (node: InlineFormula, _parent: unknown, state: State, info: Info) => {
      const formula = formulaSpan(node.value, info.after);
      return isInCell(state) ? formula.replaceAll('|', '\\|') : formula;
    },
    documentLink: Object.assign(documentLinkMarkdown, { peek: () => '[' }),
    text: (node, _parent, state, info) => textMarkdown(node, state, info),
  },
};

/** A Markdown tree as text. */
export function writeMarkdown(root: Root): string {
  return toMarkdown(root, OPTIONS);
}

/**
 * The library needs quadratic time for the characters that it escapes in one text, so it gets pieces. None ends in a
 * backslash, whose escape depends on what follows; at the end of the text a letter after one may yet become a reference.
 */
function textMarkdown(node: Text, state: State, info: Info): string {
  if (node.data?.reference) return reference(node.value);
  const pieces = node.value.match(/(?:\\+.|.){1,400}/gs) ?? [];
  const written = pieces.map((piece, index) =>
    state.safe(piece, {
      ...info,
      before: pieces[index - 1]?.slice(-1) ?? info.before,
      after: pieces[index + 1]?.slice(0, 1) ?? info.after,
    }),
  );
  return written.join('').replace(/\\([^\s\p{P}\p{S}])$/u, '\\\\$1');
}

/** Fenced by the shortest run of backticks that isn't in the text (CommonMark 0.31 §6.1). */
function codeSpan(text: string): string {
  const runs = new Set(Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  let length = 1;
  while (runs.has(length)) length += 1;
  const fence = '`'.repeat(length);
  const isStripped = text.startsWith(' ') && text.endsWith(' ') && text.trim() !== '';
  const padding = isStripped || text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return fence + padding + text + padding + fence;
}

/** In dollars, or in dollars and backticks where those alone would be read otherwise. */
function formulaSpan(tex: string, after: string): string {
  const isPlain = !/^\d/.test(after) && /^[^\s$\\](?:[^$\\]*[^\s$\\])?$/.test(tex);
  return isPlain ? `$${tex}$` : `$\`${tex}\`$`;
}
