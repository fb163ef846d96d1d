import { AppError } from '@plenum/domain/errors';
import { isId } from '@plenum/domain/ids';
import type { Page, PageQuery } from '@plenum/domain/page';
import { z } from 'zod';

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

/** What a cursor of a list in the order of a time says: time and id of the last row seen. */
const timeCursorSchema = z
  .tuple([z.iso.datetime(), z.uuid()])
  .transform(([time, id]) => ({ time: new Date(time), id }));

/** For lists with the latest first: time and id of the last row of the page before; null on the first page. */
export function beforeTime({ cursor }: PageQuery): { time: Date; id: string } | null {
  if (cursor === undefined) return null;
  try {
    return timeCursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch (cause) {
    throw invalidCursor(cause);
  }
}

/** The cursor from which {@link beforeTime} goes on. */
export function timeCursor(time: Date, id: string): string {
  return Buffer.from(JSON.stringify([time.toISOString(), id])).toString('base64url');
}

/** What a cursor of a list in the order of a title says: title and id of the last row seen. */
const titleCursorSchema = z.tuple([z.string(), z.uuid()]).transform(([title, id]) => ({ title, id }));

/** For lists by title: title and id of the last row of the page before; null on the first page. */
export function afterTitle({ cursor }: PageQuery): { title: string; id: string } | null {
  if (cursor === undefined) return null;
  try {
    return titleCursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch (cause) {
    throw invalidCursor(cause);
  }
}

/** The cursor from which {@link afterTitle} goes on. */
export function titleCursor(title: string, id: string): string {
  return Buffer.from(JSON.stringify([title, id])).toString('base64url');
}

/** For lists in the order of a text: that of the last row of the page before; null on the first page. */
export function afterText({ cursor }: PageQuery): string | null {
  if (cursor === undefined) return null;
  try {
    return z
      .string()
      .regex(/^[^\0]*$/)
      .parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch (cause) {
    throw invalidCursor(cause);
  }
}

/** The cursor from which {@link afterText} goes on. */
export function textCursor(text: string): string {
  return Buffer.from(JSON.stringify(text)).toString('base64url');
}

/** For lists in another order: what the last row of the page before has for it, checked; null on the first page. */
export function afterRow<Key>({ cursor }: PageQuery, schema: z.ZodType<Key>): Key | null {
  if (cursor === undefined) return null;
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch (cause) {
    throw invalidCursor(cause);
  }
}

/** The cursor from which {@link afterRow} goes on. */
export function rowCursor(key: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The error for a cursor that no page gave out. */
export function invalidCursor(cause?: unknown): AppError {
  const message = 'This cursor is not valid. Take it from «next» of the page before.';
  return new AppError('invalid_input', message, { fields: { cursor: message }, cause });
}
