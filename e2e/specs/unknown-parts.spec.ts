import type { Page } from '@playwright/test';
import { expect, type Person, test } from '../fixtures.ts';
import { Device } from '../pages/device.ts';
import type { DocumentPage } from '../pages/document-page.ts';
import { WorkspacePage } from '../pages/workspace-pages.ts';

test.use({ serviceWorkers: 'allow' });

/** An update of Yjs that puts a node "poll", which no Plenum knows, at the beginning of a document. */
const POLL =
  'AQTR3wQABwEHY29udGVudAMEcG9sbAcA0d8EAAYEANHfBAEST2YgYW5vdGhlciBwcm9ncmFtKADR3wQABHRvbmUBdwRjYWxtAA==';
const NOTICE = 'This document has content that this page does not know';

test('FLT-10 what a page does not know is left as it is, and the page says to reload', async ({
  owner,
  workspace,
  writeAlong,
}) => {
  const document = await newDocument(owner, workspace.slug);
  await document.append('What everybody knows.');
  await expect(document.saved).toBeVisible();
  const other = await writeAlong(document, 'Mira');
  const before = await exchange(owner.page, { update: POLL });
  expect(atob(before)).toContain('poll');

  for (const { page, text } of [document, other]) {
    await expect(page.getByText(NOTICE)).toBeVisible();
    await expect(text).toContainText('What everybody knows.');
    await expect(text).toHaveAttribute('contenteditable', 'false');
    await text.click();
    await page.keyboard.type('Not this.');
  }
  expect(await exchange(owner.page)).toBe(before);

  await owner.page.getByRole('button', { name: 'Reload' }).click();
  await expect(owner.page.getByText(NOTICE)).toBeVisible();
  await expect(owner.page.getByText('What everybody knows.')).toBeVisible();
  await expect(document.text).toHaveCount(0);
  expect(await exchange(owner.page)).toBe(before);
});

test('OFFLINE-6 without a network a document with what a page does not know can be read', async ({
  owner,
  workspace,
}) => {
  const { page } = owner;
  const document = await newDocument(owner, workspace.slug);
  await document.append('What everybody knows.');
  await expect(document.saved).toBeVisible();
  const device = new Device(page);
  await device.untilReady();
  const rows = await device.rows('rows');
  await exchange(page, { update: POLL });
  await expect(page.getByText(NOTICE)).toBeVisible();
  await expect.poll(() => device.rows('rows')).toBeGreaterThan(rows);
  await page.context().setOffline(true);
  await page.reload();
  await expect(page.getByText(NOTICE)).toBeVisible();
  await expect(page.getByText('What everybody knows.')).toBeVisible();
  await page.context().setOffline(false);
});

async function newDocument(owner: Person, slug: string): Promise<DocumentPage> {
  const list = new WorkspacePage(owner.page);
  await list.open(slug);
  return list.makeEmpty();
}

/**
 * Speaks y-websocket's protocol as a program of the signed-in person does: sends an update, if there is one, and gives what
 * the server has then, both in base64.
 */
function exchange(page: Page, { update = null }: { update?: string | null } = {}): Promise<string> {
  return page.evaluate(
    (given) =>
      new Promise<string>((resolve, reject) => {
        const id = window.location.pathname.split('/').at(-1);
        const socket = new WebSocket(`${window.location.origin.replace(/^http/, 'ws')}/collab/${id}`);
        socket.binaryType = 'arraybuffer';
        socket.onerror = () => reject(new Error('the socket failed'));
        socket.onopen = () => {
          const bytes = given === null ? null : Uint8Array.from(atob(given), (c) => c.charCodeAt(0));
          // A sync message (0): an update (2), whose length is one byte, then step 1 (0) with an empty state vector.
          if (bytes) socket.send(Uint8Array.of(0, 2, bytes.length, ...bytes));
          socket.send(Uint8Array.of(0, 0, 1, 0));
        };
        socket.onmessage = ({ data }) => {
          const message = new Uint8Array(data);
          // Step 2 (1).
          if (message[0] !== 0 || message[1] !== 1) return;
          socket.close();
          resolve(btoa(String.fromCharCode(...message)));
        };
      }),
    update,
  );
}
