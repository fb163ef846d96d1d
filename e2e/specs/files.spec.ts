import { createHash, randomBytes } from 'node:crypto';
import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';
import { confirm } from '../pages/confirm.ts';
import { DocumentPage } from '../pages/document-page.ts';
import { picture } from '../picture.ts';

test('FILE-14, FILE-9 files are added without scripting, had by a link and by the public as they have the text, and deleted', async ({
  owner,
  open,
  founder,
  workspace,
  api,
}) => {
  const { page } = owner;
  const data = { kind: 'pad', title: 'Plan', markdown: 'We meet on Monday.' };
  const made = await api.post(`workspaces/${workspace.id}/documents`, { data });
  const { id } = await made.json();
  await page.goto(`/d/${id}`);
  await new DocumentPage(page).untilWritable();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('link', { name: 'Files' }).click();
  await expect(page.getByText('No files yet.')).toBeVisible();
  await expectAccessible(page);

  const plain = await open({ javaScriptEnabled: false, storageState: founder.state });
  await plain.goto(`/d/${id}/files`);
  const files = plain.getByRole('main').getByRole('listitem');
  const add = async (name: string, buffer: Buffer) => {
    await plain.getByLabel('File', { exact: true }).setInputFiles({ name, mimeType: 'text/html', buffer });
    await plain.getByRole('button', { name: 'Add file' }).click();
  };
  await add('Größe & מידה.png', picture(3));
  await expect(plain.getByText('The file was added.')).toBeVisible();
  await expect(files).toHaveText([/Größe & מידה\.png.*Picture · 3 × 1 pixels · \d+ byte.*by Frida Founder/]);
  await add('page.html', Buffer.from('<script>alert(1)</script>'));
  await expect(files).toHaveText([/page\.html.*Text/, /Größe/]);
  await add('photo.heic', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic'));
  await expect(plain.getByRole('alert')).toContainText('has to be saved as JPEG or PNG first');
  await expect(files).toHaveCount(2);

  // What comes back is the picture, and nothing of where it was taken; what could be a page is a file to keep.
  const shown = files.getByRole('link', { name: 'Größe & מידה.png', exact: true });
  const address = (await shown.getAttribute('href')) ?? '';
  const answer = await plain.request.get(address);
  expect(answer.headers()).toMatchObject({
    'content-type': 'image/png',
    'content-disposition': expect.stringMatching(/^inline; .*filename\*=UTF-8''Gr%C3%B6%C3%9Fe%20%26%20/),
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-cache, no-transform',
  });
  expect((await answer.body()).toString('latin1')).not.toContain('taken at');
  const text = await plain.request.get(
    (await files.getByRole('link', { name: 'page.html', exact: true }).getAttribute('href')) ?? '',
  );
  expect(text.headers()).toMatchObject({
    'content-type': 'text/plain; charset=utf-8',
    'content-disposition': expect.stringMatching(/^attachment; /),
  });

  expect(text.headers()['content-encoding']).toBeUndefined();

  // By a link as long as that is in force, and never by the address of members.
  const [document, file] = address.split('/').filter((part) => /^[\w-]{36}$/.test(part));
  const shared = await api.post(`documents/${id}/share-links`, { data: { role: 'reader' } });
  const link = await shared.json();
  const stranger = await open();
  expect((await stranger.request.get(address)).status()).toBe(401);
  const byLink = `/s/${link.token}/${document}/${file}`;
  const got = await stranger.request.get(byLink, { headers: { Range: 'bytes=1-3' } });
  expect([got.status(), await got.text()]).toEqual([206, 'PNG']);
  expect(got.headers()['referrer-policy']).toBe('no-referrer');
  await api.delete(`share-links/${link.id}`);
  expect((await stranger.request.get(byLink)).status()).toBe(404);
  // The public has what the public version shows, and this one shows none.
  await api.post(`documents/${id}/publication`, {
    data: { slug: `files-${workspace.slug}`, covers: 'document', isIndexed: false, hasFeed: false },
  });
  expect((await stranger.request.get(`/p/files-${workspace.slug}/files/${document}/${file}`)).status()).toBe(
    404,
  );

  // The same page with scripting.
  await page.reload();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectToFit(page);
  await confirm(page, { button: 'Delete page.html', answer: 'Delete file' });
  await expect(page.getByRole('main').getByRole('listitem')).toHaveText([/Größe/]);
  expect((await api.get(`documents/${id}/attachments`)).ok()).toBe(true);
});

test('FILE-17, FILE-18 the files of a workspace are found with what shows them, and one takes the place of another without scripting', async ({
  open,
  founder,
  workspace,
  api,
}) => {
  const made = await api.post(`workspaces/${workspace.id}/documents`, {
    data: { kind: 'pad', title: 'Plan', markdown: 'We meet on Monday.' },
  });
  const { id } = await made.json();
  const send = async (name: string, buffer: Buffer) => {
    const file = { name, mimeType: 'image/png', buffer };
    return (await api.post(`documents/${id}/attachments`, { multipart: { file } })).json();
  };
  const plain = await open({ javaScriptEnabled: false, storageState: founder.state });
  await plain.goto(`/w/${workspace.slug}/files`);
  await expect(plain.getByText('No files yet')).toBeVisible();
  await send('lost.png', picture(2));
  const map = await send('Karte.png', picture(3));
  await api.post(`workspaces/${workspace.id}/documents`, {
    data: { kind: 'pad', title: 'Where we are', markdown: `[The map](/d/${id}/files/${map.id})` },
  });

  await plain.goto(`/w/${workspace.slug}`);
  await plain.getByRole('main').getByRole('link', { name: 'Files', exact: true }).click();
  const files = plain.getByRole('main').getByRole('listitem');
  await expect(async () => {
    await plain.reload();
    expect(await files.filter({ hasText: 'Karte.png' }).textContent()).toMatch(
      /Belongs to\s*Plan\s*· Used in\s*Where we are/,
    );
  }).toPass();
  await expect(files.filter({ hasText: 'lost.png' })).toContainText('in no text');
  await plain.getByLabel('In the name').fill('karte');
  await plain.getByRole('button', { name: 'Show' }).click();
  await expect(files).toHaveText([/Karte\.png/]);
  await plain.getByLabel('Use').selectOption('In no text');
  await plain.getByRole('button', { name: 'Show' }).click();
  await expect(plain.getByText('No such files')).toBeVisible();
  await plain.getByLabel('In the name').fill('');
  await plain.getByRole('button', { name: 'Show' }).click();
  await expect(files).toHaveText([/lost\.png/]);

  await files.getByRole('link', { name: 'Plan' }).click();
  await plain.getByRole('link', { name: 'Replace Karte.png' }).click();
  await plain.getByLabel('File', { exact: true }).setInputFiles({
    name: 'notes.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Notes'),
  });
  await plain.getByRole('button', { name: 'Replace', exact: true }).click();
  await expect(plain.getByRole('alert')).toContainText('Choose a picture for a picture');
  await plain.getByLabel('File', { exact: true }).setInputFiles({
    name: 'new map.png',
    mimeType: 'image/png',
    buffer: picture(5),
  });
  await plain.getByRole('button', { name: 'Replace', exact: true }).click();
  await expect(plain.getByText('The file was replaced.')).toBeVisible();
  await expect(files.filter({ hasText: 'new map.png' })).toContainText('5 × 1 pixels');

  const german = await open({
    storageState: founder.state,
    locale: 'de-DE',
    colorScheme: 'dark',
    viewport: { width: 390, height: 844 },
  });
  await german.goto(`/w/${workspace.slug}/files`);
  await expect(german.getByText('Verwendet in')).toBeVisible();
  await expectAccessible(german);
  await expectToFit(german);
  await confirm(german, { button: 'lost.png löschen', answer: 'Datei löschen' });
  await expect(german.getByText('lost.png')).toHaveCount(0);
});

test('FILE-12 a file of the size that is allowed goes through the public server as it comes, and a larger one does not', async ({
  api,
  workspace,
}) => {
  const made = await api.post(`workspaces/${workspace.id}/documents`, {
    data: { kind: 'pad', title: 'Film' },
  });
  const { id } = await made.json();
  const send = (size: number) => {
    const file = { name: 'film.bin', mimeType: 'video/mp4', buffer: Buffer.alloc(size, 'a\0') };
    return api.post(`documents/${id}/attachments`, { multipart: { file } });
  };
  const taken = await send(25_000_000);
  expect(await taken.json()).toMatchObject({ mediaType: 'application/octet-stream', size: 25_000_000 });
  const { id: file } = await taken.json();
  const content = await api.get(`documents/${id}/attachments/${file}/content`);
  expect((await content.body()).length).toBe(25_000_000);
  expect([(await send(25_000_001)).status(), (await send(26_000_000)).status()]).toEqual([413, 413]);
});

test('FILE-20, FILE-21 whoever reads a text on a telephone gets its pictures in the width of that', async ({
  owner,
  open,
  api,
  makeDocument,
}) => {
  const id = await makeDocument({ title: 'Poster', markdown: 'Above' });
  const document = await DocumentPage.open(owner.page, `/d/${id}`);
  const chooser = owner.page.waitForEvent('filechooser');
  await document.text.press('Control+End');
  await owner.page.keyboard.press('Enter');
  await owner.page.keyboard.type('/pict');
  await owner.page.keyboard.press('Enter');
  const buffer = picture(3000, { isNoisy: true });
  await (await chooser).setFiles({ name: 'poster.png', mimeType: 'image/png', buffer });
  await expect(document.text.locator('img')).toHaveCount(1);
  await expect(document.saved).toBeVisible();

  const slug = `poster-${id}`;
  const published = await api.post(`documents/${id}/publication`, {
    data: { slug, covers: 'document', isIndexed: false, hasFeed: false },
  });
  expect(published.ok()).toBe(true);
  const shared = await (await api.post(`documents/${id}/share-links`, { data: { role: 'reader' } })).json();
  const chosen = async (options: Parameters<typeof open>[0], address: string) => {
    const reader = await open({ javaScriptEnabled: false, ...options });
    await reader.goto(address);
    const image = reader.locator('.prose img');
    const source = () => image.evaluate((shown: HTMLImageElement) => shown.complete && shown.currentSrc);
    await expect.poll(source).toContain('/');
    expect(await image.evaluate((shown: HTMLImageElement) => shown.naturalWidth)).toBeGreaterThan(0);
    return new URL(String(await source())).search;
  };
  const phone = { viewport: { width: 390, height: 844 } };
  expect(await chosen(phone, `/p/${slug}`)).toBe('?width=720');
  expect(await chosen({ deviceScaleFactor: 2 }, `/p/${slug}`)).toBe('?width=1440');
  expect(await chosen(phone, shared.url)).toBe('?width=720');

  // Under the headers of the picture itself, and nothing where there is no such width.
  const { items } = await (await api.get(`documents/${id}/attachments`)).json();
  const address = `/d/${id}/files/${items[0].id}`;
  const [own, smaller] = [
    await owner.page.request.get(address),
    await owner.page.request.get(`${address}?width=720`),
  ];
  for (const header of ['content-type', 'content-security-policy', 'cache-control', 'content-disposition']) {
    expect(smaller.headers()[header]).toBe(own.headers()[header]);
  }
  expect((await smaller.body()).length).toBeLessThan((await own.body()).length);
  expect((await owner.page.request.get(`${address}?width=999`)).status()).toBe(400);
  const stranger = await open();
  expect((await stranger.request.get(`${address}?width=720`)).status()).toBe(401);
});

test('FILE-22, FILE-24 a large file goes on where the connection broke, and comes whole', async ({
  owner,
  api,
  makeDocument,
}) => {
  const id = await makeDocument({ title: 'Film', markdown: 'Above' });
  const { page } = owner;
  const document = await DocumentPage.open(page, `/d/${id}`);
  const content = randomBytes(12_000_000);
  // As slow as a telephone, so that it is cut in the middle of a part.
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  const through = (offline: boolean) =>
    network.send('Network.emulateNetworkConditions', {
      offline,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: 2_000_000,
    });
  await through(false);
  const chooser = page.waitForEvent('filechooser');
  await document.text.press('Control+End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('/file');
  await page.keyboard.press('Enter');
  await (await chooser).setFiles({ name: 'film.bin', mimeType: 'video/mp4', buffer: content });
  const progress = page.getByRole('progressbar', { name: 'Sending film.bin' });
  const part = () => progress.evaluate((bar: HTMLProgressElement) => bar.value);
  await expect.poll(part, { timeout: 30_000 }).toBeGreaterThan(0.4);
  await through(true);
  await expect(page.getByText('No connection. It goes on by itself.')).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);
  expect(await part()).toBeGreaterThan(0.3);
  await through(false);
  await expect(document.text.getByRole('link', { name: 'film.bin' })).toBeVisible({ timeout: 60_000 });
  await expect(progress).toHaveCount(0);
  const { items } = await (await api.get(`documents/${id}/attachments`)).json();
  expect(items).toMatchObject([
    { name: 'film.bin', size: content.length, sha256: createHash('sha256').update(content).digest('hex') },
  ]);
  // Nothing of it is kept on the device, so that nobody learns there what was sent.
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(
    'film',
  );
});
