import { CsvError, parse } from 'csv-parse/sync';
import { brokenTasks, tooManyTasks } from './refusals.ts';

const MOST_COLUMNS = 200;
const MOST_ROWS = 20_000;
/** Of one row, in bytes. */
const LONGEST_ROW = 2 ** 20;
const DELIMITERS = [',', ';', '\t'] as const;

/** A table with the names of its columns. */
export interface Table {
  headers: string[];
  /** Each no longer than the headers; one can be shorter. */
  rows: string[][];
}

/**
 * The rows of a table as text (RFC 4180), by commas, semicolons or tabs: by whichever the first line makes the most sense.
 * @param isKnown whether somebody knows what a column of that name says.
 * @throws AppError `invalid_input` for what is no table, or has too many rows or columns.
 */
export function readRows(text: string, isKnown: (header: string) => boolean): Table {
  const headersBy = (delimiter: string) => rowsOf(text, { delimiter, most: 1 })[0] ?? [];
  const sense = (delimiter: string) => headersBy(delimiter).filter(isKnown).length;
  const [delimiter = ','] = [...DELIMITERS].sort((a, b) => sense(b) - sense(a));
  const headers = headersBy(delimiter).map((header) => header.trim());
  if (headers.length > MOST_COLUMNS) throw tooManyTasks();
  const rows = rowsOf(text, { delimiter, most: MOST_ROWS + 2, columns: headers.length }).slice(1);
  if (rows.length > MOST_ROWS) throw tooManyTasks();
  return { headers, rows };
}

function rowsOf(
  text: string,
  { delimiter, most, columns }: { delimiter: string; most: number; columns?: number },
): string[][] {
  try {
    return parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: LONGEST_ROW,
      to: most,
      // Cells beyond the headers say nothing, and there can be any number of them in each row.
      on_record: (row: string[]) => (columns === undefined ? row : row.slice(0, columns)),
    });
  } catch (error) {
    if (error instanceof CsvError && error.code === 'CSV_MAX_RECORD_SIZE') throw tooManyTasks(error);
    throw brokenTasks(error);
  }
}
