import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { hostileState } from '../hostile-state.ts';
import { DocumentPage } from '../pages/document-page.ts';

// Playwright warns on the console where it blocks them.
test.use({ serviceWorkers: 'allow' });

/** What a page asks its own server for, whatever stands in a text. */
const EXPECTED =
  /^\/(d\/[\w-]+(\/present)?|s\/[\w-]+(\/present)?|_next\/static\/.+|collab\/.+|styles\/\w+\.css|share\/\w+\.(css|js)|diagram\/(frame|mermaid)\.(html|css|js)|icon\.svg|favicon\.ico|service-worker\.js|readable|offline|api\/auth\/\w+|api\/v1\/documents\/[\w-]+\/(links|shown)|manifest\.webmanifest)$/;

/** What a text does to pages that it must not: whatever is in this list at the end. */
function watch(page: Page): string[] {
  const seen: string[] = [];
  page.on('dialog', (dialog) => {
    seen.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    // What is no diagram is told so in its frame, which has no right to anything.
    if (message.location().url.includes('/diagram/')) return;
    // A page may find, while it connects, that it cannot draw what it has kept.
    if (message.text().endsWith('WebSocket is closed before the connection is established.')) return;
    if (['error', 'warning'].includes(message.type())) seen.push(`${message.type()}: ${message.text()}`);
  });
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (!EXPECTED.test(pathname)) seen.push(`request: ${pathname}`);
  });
  page.on('popup', () => seen.push('a window'));
  return seen;
}

/** Speaks y-websocket's protocol as a program of the signed-in person does, until what it sent is stored. */
function write(page: Page, id: string, update: string): Promise<void> {
  return page.evaluate(
    ([room, given]) =>
      new Promise<void>((resolve, reject) => {
        const bytes = Uint8Array.from(atob(given), (c) => c.charCodeAt(0));
        const length: number[] = [];
        for (let rest = bytes.length; rest > 0 || length.length === 0; rest = Math.floor(rest / 128)) {
          length.push((rest % 128) + (rest >= 128 ? 128 : 0));
        }
        const socket = new WebSocket(`${window.location.origin.replace(/^http/, 'ws')}/collab/${room}`);
        socket.binaryType = 'arraybuffer';
        socket.onclose = ({ code }) => reject(new Error(`closed with ${code}`));
        // A sync message (0) with an update (2), then step 1 (0) with an empty state vector, whose answer (1) has all.
        socket.onopen = () => {
          const message = new Uint8Array(2 + length.length + bytes.length);
          message.set([0, 2, ...length]);
          message.set(bytes, 2 + length.length);
          socket.send(message);
          socket.send(Uint8Array.of(0, 0, 1, 0));
        };
        socket.onmessage = ({ data }) => {
          const message = new Uint8Array(data);
          if (message[0] !== 0 || message[1] !== 1 || message.length < bytes.length) return;
          socket.onclose = null;
          socket.close();
          resolve();
        };
      }),
    [id, update] as const,
  );
}

/** Whether a part of the text lies over the page. */
function overlays(page: Page): Promise<number> {
  return page
    .locator('.prose *')
    .evaluateAll(
      (parts) => parts.filter((part) => ['fixed', 'sticky'].includes(getComputedStyle(part).position)).length,
    );
}

test('ATT-28 whatever raw Yjs puts into a text, it does nothing in the editor, on a shared page and in slides', async ({
  owner,
  open,
  workspace,
  api,
}) => {
  const made = await api.post(`workspaces/${workspace.id}/documents`, {
    data: { kind: 'pad', title: '"><img src=x onerror=alert(1)>', markdown: 'Before.' },
  });
  const { id } = await made.json();
  await owner.page.goto('/');
  await write(owner.page, id, hostileState({ isDrawn: true }));
  const { url } = await (await api.post(`documents/${id}/share-links`, { data: { role: 'reader' } })).json();

  const { page } = owner;
  const seen = watch(page);
  await page.goto(`/d/${id}`);
  const document = new DocumentPage(page);
  await document.untilWritable();
  await expect(document.text.locator('.hljs-tag, .formula-drawn').first()).toBeAttached();
  expect(await overlays(page)).toBe(0);
  await document.text.getByText('Before.').click();
  await page.keyboard.type('Still here. ');
  // A page that is left with what nobody else has asks whoever leaves it.
  const stored = async () => (await api.get(`documents/${id}/export?format=text`)).text();
  await expect.poll(stored).toContain('Still here.');
  await expect(document.saved).toBeVisible();
  await expect(document.text).toContainText('evil');
  await page.goto(`/d/${id}/present`);
  await expect(page.locator('.slide', { hasText: 'Still here.' })).toBeAttached();
  expect(await overlays(page)).toBe(0);

  const guest = await open();
  const seenByGuest = watch(guest);
  await guest.goto(url);
  await expect(guest.locator('.prose')).toContainText('Still here.');
  expect(await overlays(guest)).toBe(0);
  await guest.goto(`${url}/present`);
  await expect(guest.locator('.slide', { hasText: 'Still here.' })).toBeAttached();
  expect([...seen, ...seenByGuest]).toEqual([]);
});

test('FLT-10, ATT-28 values that no editor could draw are left as they are, and the text is there to read', async ({
  owner,
  workspace,
  api,
}) => {
  const made = await api.post(`workspaces/${workspace.id}/documents`, {
    data: { kind: 'pad', title: 'Undrawable', markdown: 'Before.' },
  });
  const { id } = await made.json();
  const { page } = owner;
  const seen = watch(page);
  await page.goto(`/d/${id}`);
  const document = new DocumentPage(page);
  await document.untilWritable();
  await write(page, id, hostileState({ isDrawn: false }));
  const notice = page.getByText('This document has content that this page does not know');
  await expect(notice).toBeVisible();
  await page.reload();
  await expect(notice).toBeVisible();
  await expect(page.getByText('Before.')).toBeVisible();
  expect(seen).toEqual([]);
});
