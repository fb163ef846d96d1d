import type { APIRequestContext, Page } from '@playwright/test';
import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';

/** A group in a workspace, a document with rules there, one that is public and one that guests write in, and a webhook. */
async function furnish(api: APIRequestContext, workspaceId: string) {
  const make = async (path: string, data: object) => (await api.post(path, { data })).json();
  const group = await make('groups', { name: 'Treehouse' });
  await api.post(`workspaces/${workspaceId}/groups`, { data: { groupId: group.id, role: 'editor' } });
  const document = async (title: string) =>
    make(`workspaces/${workspaceId}/documents`, { kind: 'pad', title, markdown: 'Words.' });
  const [restricted, shared] = [await document('For some'), await document('For guests')];
  await api.delete(`documents/${(await document('For nobody any more')).id}`);
  await api.patch(`documents/${restricted.id}/access`, { data: { scope: 'own' } });
  const link = await make(`documents/${shared.id}/share-links`, { role: 'editor' });
  const frozen = await make(`documents/${shared.id}/share-links`, { role: 'reader', shows: 'now' });
  const hook = { url: 'https://example.org/hook', events: ['document.created'] };
  const webhook = await make(`workspaces/${workspaceId}/webhooks`, hook);
  return { group, restricted, shared, link, frozen, webhook };
}

const APPEARANCES = [
  { colorScheme: 'light', viewport: { width: 1280, height: 720 }, locale: 'en-GB' },
  { colorScheme: 'dark', viewport: { width: 390, height: 844 }, locale: 'de-DE' },
] as const;

for (const appearance of APPEARANCES) {
  test(`SCREEN-1 SCREEN-2 axe finds nothing on the screens of groups, rules, guests and publications, and all fit, ${appearance.colorScheme}`, async ({
    api,
    open,
    founder,
    workspace,
  }) => {
    const { group, restricted, shared, link, frozen, webhook } = await furnish(api, workspace.id);
    const look = async (page: Page, path: string) => {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectAccessible(page);
      await expectToFit(page);
    };
    const member = await open({ ...appearance, storageState: founder.state });
    for (const path of [
      '/groups',
      `/groups/${group.id}`,
      '/workspaces',
      `/w/${workspace.slug}/members`,
      `/w/${workspace.slug}/trash`,
      `/w/${workspace.slug}/settings`,
      `/w/${workspace.slug}/settings/log`,
      `/w/${workspace.slug}/settings/webhooks`,
      `/w/${workspace.slug}/settings/webhooks/${webhook.id}`,
      `/d/${restricted.id}/access`,
      `/d/${shared.id}/access`,
      `/d/${shared.id}/as?group=${group.id}`,
      `/d/${restricted.id}/as?group=${group.id}`,
      `/d/${shared.id}/history?at=1&since=0`,
      `/d/${shared.id}/authors`,
      `/d/${restricted.id}/move`,
      `/d/${shared.id}/public`,
    ]) {
      await look(member, path);
    }
    await member.locator('[name=slug]').fill(workspace.slug);
    await member.locator('[name=slug]').press('Enter');
    await expect(member.getByRole('link', { name: `/p/${workspace.slug}` })).toBeVisible();
    await expectAccessible(member);
    const stranger = await open(appearance);
    for (const path of [`/p/${workspace.slug}`, frozen.url]) await look(stranger, path);
    await stranger.goto(link.url);
    await expect(stranger.getByRole('textbox', { name: /Document text|Text des Dokuments/ })).toBeEditable();
    await expectAccessible(stranger);
    await expectToFit(stranger);
  });
}
