import { AppError } from '@plenum/domain/errors';
import { isId } from '@plenum/domain/ids';
import type { Page, PageQuery } from '@plenum/domain/page';

/** Makes a page of the rows of a query that asked for one more than the limit. */
export function pageOf<Row>(query: {
  rows: Row[];
  limit: number;
  cursorOf: (row: Row) => string;
}): Page<Row> {
  const items = query.rows.slice(0, query.limit);
  const last = items.at(-1);
  return { items, next: query.rows.length > query.limit && last ? query.cursorOf(last) : null };
}

/** For lists in the order of an id: the filter that leaves out the pages before. */
export function afterId({ cursor }: PageQuery): { gt?: string } {
  if (cursor === undefined) return {};
  if (!isId(cursor)) throw invalidCursor();
  return { gt: cursor };
}

/** The same for lists in the opposite order. */
export function beforeId(page: PageQuery): { lt?: string } {
  const { gt } = afterId(page);
  return gt === undefined ? {} : { lt: gt };
}

/** The error for a cursor that no page gave out. */
export function invalidCursor(cause?: unknown): AppError {
  const message = 'This cursor is not valid. Take it from «next» of the page before.';
  return new AppError('invalid_input', message, { fields: { cursor: message }, cause });
}
