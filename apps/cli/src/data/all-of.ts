import type { Page, PageQuery } from '@plenum/domain/page';

/** Rows of one question. */
const AT_ONCE = 200;

/** Every row of a list that comes a page at a time. */
export async function allOf<Item>(ask: (page: PageQuery) => Promise<Page<Item>>): Promise<Item[]> {
  const found: Item[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await ask({ limit: AT_ONCE, ...(cursor && { cursor }) });
    found.push(...page.items);
    cursor = page.next;
  }
  return found;
}
