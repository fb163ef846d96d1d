import type { StateBlock } from 'markdown-it';

/** A line of a block being read, without the markers of what it stands in and the space around it. */
export function lineAt({ src, bMarks, tShift, eMarks }: StateBlock, line: number): string {
  return src.slice((bMarks[line] ?? 0) + (tShift[line] ?? 0), eMarks[line]).trim();
}
