import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { DocumentPage } from '../pages/document-page.ts';
import { WorkspacePage } from '../pages/workspace-pages.ts';

const BLOCKS = 1_200;

/** The number of the block that the cursor is in, as its text says; the letters that are selected. */
function cursor(page: Page): Promise<{ block: string; selected: number }> {
  return page.evaluate(() => {
    const { focusNode, ...selection } = getSelection() ?? { focusNode: null };
    const block = (focusNode instanceof Element ? focusNode : focusNode?.parentElement)?.closest('p, li');
    return {
      block: /^\S+/.exec(block?.textContent ?? '')?.[0] ?? '',
      selected: String(selection && getSelection()).length,
    };
  });
}

test('LONG-1, LONG-3 a long document is written at both its ends and between, by two at once', async ({
  api,
  open,
  founder,
  workspace,
}) => {
  const lines = Array.from({ length: BLOCKS }, (_, at) => `b${at + 1} a line of the long minutes`);
  const made = await api.post(`workspaces/${workspace.id}/documents`, {
    data: { kind: 'pad', title: 'Long', markdown: lines.join('\n\n') },
  });
  const { id } = await made.json();
  const ada = await open({ storageState: founder.state });
  await ada.addInitScript(() => {
    Object.assign(window, { shifted: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        (window as unknown as { shifted: number }).shifted += (entry as unknown as { value: number }).value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await ada.goto(`/d/${id}`);
  const first = new DocumentPage(ada);
  await expect(first.text).toBeEditable();
  await expect(first.text.locator('> .box')).toHaveCount(BLOCKS / 100);
  expect(await ada.evaluate(() => (window as unknown as { shifted: number }).shifted)).toBe(0);

  await first.text.locator('p').first().click();
  const keys = async (...names: string[]) => {
    for (const name of names) await ada.keyboard.press(name);
    return cursor(ada);
  };
  expect(await keys('Control+End')).toEqual({ block: `b${BLOCKS}`, selected: 0 });
  await expect(first.text.getByText(`b${BLOCKS} `)).toBeInViewport();
  await ada.keyboard.type(' the end');
  expect((await keys('ArrowUp')).block).toBe(`b${BLOCKS - 1}`);
  expect((await keys('Control+Home')).block).toBe('b1');
  await expect(first.text.getByText('b1 a line')).toBeInViewport();
  const down = Array.from({ length: 100 }, () => 'ArrowDown');
  expect((await keys(...down)).block).toBe('b101');
  expect((await keys('Home', 'ArrowLeft')).block).toBe('b100');
  expect((await keys('Shift+ArrowDown')).block).toBe('b101');
  expect((await keys('ArrowLeft', 'End', 'Enter')).block).toBe('');
  await ada.keyboard.type('bnew');
  expect((await keys('ArrowDown')).block).toBe('b101');

  const mira = await open({ storageState: founder.state });
  await mira.goto(`/d/${id}`);
  const second = new DocumentPage(mira);
  await second.text.getByText('b500 ').click();
  await mira.keyboard.press('Home');
  await mira.keyboard.type('here: ');
  await expect(first.text.locator('p', { hasText: 'here: ' })).toBeAttached();
  await mira.keyboard.press('Control+Home');
  await mira.keyboard.press('Enter');
  await expect(first.text.locator('p')).toHaveCount(BLOCKS + 2);
  for (const { text } of [first, second]) {
    await expect(text.locator('> :not(.box)')).toHaveCount(0);
    await expect(text.locator('p')).toHaveCount(BLOCKS + 2);
  }
  const wanted = [
    '',
    ...lines.slice(0, 100),
    'bnew',
    ...lines.slice(100, 499),
    `here: ${lines[499]}`,
    ...lines.slice(500, BLOCKS - 1),
    `${lines.at(-1)} the end`,
  ];
  const texts = ({ text }: DocumentPage) =>
    text.locator('p').evaluateAll((lines) =>
      lines.map((line) => {
        const copy = line.cloneNode(true) as Element;
        for (const caret of copy.querySelectorAll('.caret, .ProseMirror-trailingBreak')) caret.remove();
        return copy.textContent;
      }),
    );
  expect(await texts(first)).toEqual(wanted);
  expect(await texts(second)).toEqual(wanted);

  expect((await keys('Control+a')).selected).toBeGreaterThan(wanted.join('').length);
  const copied = await first.text.evaluate((element) => {
    const clipboardData = new DataTransfer();
    element.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }));
    return clipboardData.getData('text/html');
  });
  expect(copied.match(/<p/g)).toHaveLength(BLOCKS + 2);
  expect(copied).not.toContain('box');
  await ada.keyboard.press('Delete');
  await expect(second.text.locator('p')).toHaveCount(1);
  await ada.keyboard.press('Control+z');
  await expect(second.text.locator('> .box p')).toHaveCount(BLOCKS + 2);
  await expect(first.text.locator('> .box p')).toHaveCount(BLOCKS + 2);
  expect(await texts(first)).toEqual(wanted);
});

test('LONG-4 without scripting the page of a long document has its beginning and leads to the whole', async ({
  api,
  open,
  founder,
  workspace,
}) => {
  const lines = Array.from({ length: BLOCKS }, (_, at) => `b${at + 1} a line of the long minutes`);
  const made = await api.post(`workspaces/${workspace.id}/documents`, {
    data: { kind: 'pad', title: 'Long', markdown: lines.join('\n\n') },
  });
  const page = await open({ storageState: founder.state, javaScriptEnabled: false });
  await page.goto(`/d/${(await made.json()).id}`);
  await expect(page.locator('.prose p')).toHaveCount(300);
  await expect(page.getByText('b300 a line')).toBeAttached();
  await page.getByRole('link', { name: 'The whole text' }).click();
  await expect(page.getByText(`b${BLOCKS} a line`)).toBeAttached();
});

test('LONG-5 blocks that are drawn as copies of one another have tags, ids and styles of their own', async ({
  owner,
  workspace,
}) => {
  const { page } = owner;
  await new WorkspacePage(page).open(workspace.slug);
  const document = await new WorkspacePage(page).makeEmpty();
  const { text } = document;
  const pasted = [
    '<p data-pm-slice="0 0 []">one</p><p data-dir="rtl">two</p><p>three</p><p data-align="center">four</p><p data-align="end" data-dir="rtl">five</p>',
    '<h2>six</h2><h3>seven</h3><h2 data-align="center">eight</h2><h2>nine</h2><p>ten</p>',
  ].join('');
  await document.paste({ html: pasted });
  const drawn = () =>
    text.locator('p, h2, h3').evaluateAll((blocks) => ({
      ids: new Set(blocks.map((block) => block.getAttribute('data-id') ?? '')).size,
      blocks: blocks.map(({ localName, textContent, attributes }) =>
        [
          `${localName} ${textContent}`,
          ...Array.from(attributes, ({ name, value }) =>
            name === 'data-id' || name === 'class' ? '' : `${name}=${value}`,
          ).sort(),
        ]
          .join(' ')
          .replace(/ +/g, ' '),
      ),
    }));
  const expected = {
    ids: 10,
    blocks: [
      'p one dir=auto',
      'p two data-dir=rtl dir=rtl',
      'p three dir=auto',
      'p four data-align=center dir=auto',
      'p five data-align=end data-dir=rtl dir=rtl',
      'h2 six dir=auto',
      'h3 seven dir=auto',
      'h2 eight data-align=center dir=auto',
      'h2 nine dir=auto',
      'p ten dir=auto',
    ],
  };
  await expect.poll(drawn).toEqual(expected);
  await expect(document.saved).toBeVisible();
  await page.reload();
  await document.untilWritable();
  expect(await drawn()).toEqual(expected);
});

test('LONG-6 an editor draws its document once, whatever it is made of', async ({
  api,
  open,
  founder,
  workspace,
}) => {
  const parts = ['once', '| Name |\n| --- |\n| once |', '- [ ] once', '> once', '```\nonce\n```', '# once'];
  const made = await api.post(`workspaces/${workspace.id}/documents`, {
    data: { kind: 'pad', title: 'Parts', markdown: parts.join('\n\n') },
  });
  const { id } = await made.json();
  const page = await open({ storageState: founder.state });
  await page.addInitScript(() => {
    const drawn: string[] = [];
    Object.assign(window, { drawn });
    const { createTextNode } = Document.prototype;
    Document.prototype.createTextNode = function (words) {
      drawn.push(words);
      return createTextNode.call(this, words);
    };
  });
  await page.goto(`/d/${id}`);
  await new DocumentPage(page).untilWritable();
  const drawn = await page.evaluate(() => (window as unknown as { drawn: string[] }).drawn);
  expect(drawn.filter((words) => words === 'once')).toHaveLength(parts.length);
});
