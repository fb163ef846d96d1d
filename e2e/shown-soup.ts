import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { expect } from './fixtures.ts';

/** A plan that shows a soup, which lies below it. */
export interface ShownSoup {
  plan: string;
  soup: string;
  /** Where whoever has a link to both reads the plan. */
  url: string;
  /** Gives one of them another text. */
  write: (id: string, markdown: string) => Promise<void>;
}

/** Makes them, by what a test has. */
export async function makeShownSoup({
  api,
  makeDocument,
}: {
  api: APIRequestContext;
  makeDocument: (data: object) => Promise<string>;
}): Promise<ShownSoup> {
  const plan = await makeDocument({ kind: 'wiki', title: 'Plan', markdown: 'x' });
  const soup = await makeDocument({ kind: 'wiki', title: 'Soup', parentId: plan, markdown: 'Boil water.' });
  const write = async (id: string, markdown: string) =>
    expect((await api.put(`documents/${id}/text`, { data: { markdown } })).ok()).toBe(true);
  await write(plan, `Before.\n\n![[]](/d/${soup})`);
  const data = { role: 'reader', covers: 'branch' };
  const { url } = await (await api.post(`documents/${plan}/share-links`, { data })).json();
  return { plan, soup, url, write };
}

/** Where a page shows another one. */
export function shownFrom(page: Page, title: string): Locator {
  return page.getByRole('group', { name: `From: ${title}` });
}
