import { expect, type Person, test } from '../fixtures.ts';
import type { Instance, Part } from '../instance.ts';
import type { DocumentPage } from '../pages/document-page.ts';
import { WorkspacePage } from '../pages/workspace-pages.ts';

test('FLT-1 what was acknowledged outlives kill -9 of collab', async ({ owner, instance, workspace }) => {
  await writeThroughFault(await newDocument(owner, workspace.slug), { owner, instance, part: 'collab' });
});

test('FLT-2 what was acknowledged outlives kill -9 of PostgreSQL', async ({ owner, instance, workspace }) => {
  await writeThroughFault(await newDocument(owner, workspace.slug), { owner, instance, part: 'database' });
});

test('FLT-2 what was acknowledged outlives kill -9 of everything at once', async ({
  owner,
  instance,
  workspace,
}) => {
  const document = await newDocument(owner, workspace.slug);
  await document.append('Before the power cut.');
  await expect(document.saved).toBeVisible();
  await instance.killAll();
  await instance.start();
  await owner.page.reload();
  await expect(document.text.getByText('Before the power cut.')).toHaveCount(1);
  await document.append('After it.');
  await expect(document.saved).toBeVisible();
});

async function newDocument(owner: Person, slug: string): Promise<DocumentPage> {
  const list = new WorkspacePage(owner.page);
  await list.open(slug);
  return list.makeEmpty();
}

/** Typing goes on during the fault; when all is saved again, each sentence is there once. */
async function writeThroughFault(
  document: DocumentPage,
  { owner, instance, part }: { owner: Person; instance: Instance; part: Part },
): Promise<void> {
  await document.append('Acknowledged before the fault.');
  await expect(document.saved).toBeVisible();
  await instance.kill(part);
  await document.append('Typed during the fault.');
  await instance.untilHealthy();
  await expect(document.saved).toBeVisible({ timeout: 45_000 });
  await owner.page.reload();
  for (const sentence of ['Acknowledged before the fault.', 'Typed during the fault.']) {
    await expect(document.text.getByText(sentence)).toHaveCount(1);
  }
}
