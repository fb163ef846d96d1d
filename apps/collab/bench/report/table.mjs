/** A Markdown table. @param {string[]} head @param {string[][]} rows */
export function markdownTable(head, rows) {
  const widths = head.map((title, column) =>
    Math.max(3, title.length, ...rows.map((row) => row[column].length)),
  );
  const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)].join(
    '\n',
  );
}

/** A number with two significant digits where it is small; "–" where there is none. */
export function figure(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  if (value === 0 || Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US');
  return Number(value.toPrecision(Math.abs(value) >= 10 ? 3 : 2)).toString();
}

/** Bytes in megabytes. */
export function megabytes(bytes) {
  return figure(bytes / 1024 ** 2);
}

/** A share, 0 to 1. */
export function percent(share) {
  return `${Math.round(share * 100)} %`;
}
