import { SERVERS } from '../servers/start.mjs';
import { goalLine } from './goals.mjs';
import { markdownTable } from './table.mjs';

/** The line of a page below which the report stands. */
export const REPORT_HEADING = '## The report';

/** A page with another report. @throws Error where it has no place for one. */
export function withReport(page, report) {
  const at = page.indexOf(`\n${REPORT_HEADING}\n`);
  if (at === -1) throw new Error(`The page has no line "${REPORT_HEADING}".`);
  return `${page.slice(0, at)}\n${REPORT_HEADING}\n\n${report}\n`;
}

/**
 * A scenario's part of the report.
 * @param {{ title: string, columns: [string, (result: object) => string][], goals: (results: object) => object[] }} scenario
 * @param {Record<string, object>} results by server; `{ failed: string }` where it failed
 */
export function reportOf({ title, columns, goals }, results) {
  const rows = Object.entries(results).map(([server, result]) => [
    SERVERS[server] ?? server,
    ...columns.map(([, cell], i) => (result.failed ? (i === 0 ? result.failed : '–') : cell(result))),
  ]);
  const measured = Object.fromEntries(Object.entries(results).filter(([, result]) => !result.failed));
  const lines = goals(measured).map(goalLine);
  return [
    `### ${title}`,
    markdownTable(['server', ...columns.map(([name]) => name)], rows),
    ...(lines.length > 0 ? [lines.join('\n')] : []),
  ].join('\n\n');
}
