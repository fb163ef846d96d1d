import type { Grant } from '@plenum/database/access/grant';
import { withOthers } from '@plenum/exchange/with-others';
import { getLocale } from 'next-intl/server';
import { textNow } from '../text-now.ts';
import { fromIn, type Readable } from './export-document.ts';

/**
 * A document as it is committed now, to be given out as a file, to be printed, or to tell what a file of it loses: a list has the tasks of
 * other texts below its own, as far as whoever reads it may read these.
 */
export async function readableNow(read: Grant<'document.read'>): Promise<Readable> {
  const [{ title, content }, locale] = await Promise.all([textNow(read), getLocale()]);
  return { read, title, content: await withOthers(read, { content, from: fromIn(locale) }), locale };
}
