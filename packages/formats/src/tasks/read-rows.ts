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
  /** How many rows have something beyond the headers, which nobody reads. */
  beyond: number;
}

/**
 * The rows of a table as text (RFC 4180), by commas, semicolons or tabs: by whichever the first line makes the most sense.
 * @param isKnown whether somebody knows what a column of that name says.
 * @throws AppError `invalid_input` for what is no table, or has too many rows or columns.
 */
export function readRows(text: string, isKnown: (header: string) => boolean): Table {
  const ways = DELIMITERS.map((delimiter) => {
    const [headers = []] = rowsOf(text, { delimiter, most: 1 });
    return { delimiter, headers, sense: headers.slice(0, MOST_COLUMNS).filter(isKnown).length };
  });
  const { delimiter, headers } = ways.reduce((best, way) => (way.sense > best.sense ? way : best));
  if (headers.length > MOST_COLUMNS) throw tooManyTasks();
  let beyond = 0;
  // There can be any number of cells in each row.
  const cut = (row: string[]): string[] => {
    if (row.length <= headers.length) return row;
    beyond += Number(row.slice(headers.length).some((cell) => cell !== ''));
    return row.slice(0, headers.length);
  };
  const rows = rowsOf(text, { delimiter, most: MOST_ROWS + 2, cut }).slice(1);
  if (rows.length > MOST_ROWS) throw tooManyTasks();
  return { headers: headers.map((header) => header.trim()), rows, beyond };
}

function rowsOf(
  text: string,
  {
    delimiter,
    most,
    cut = (row) => row,
  }: { delimiter: string; most: number; cut?: (row: string[]) => string[] },
): string[][] {
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: LONGEST_ROW,
      to: most,
      on_record: cut,
    });
  } catch (error) {
    if (error instanceof CsvError && error.code === 'CSV_MAX_RECORD_SIZE') throw tooManyTasks(error);
    throw brokenTasks(error);
  }
}
