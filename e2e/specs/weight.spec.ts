import { expect, test } from '../fixtures.ts';
import { openForFirstKey, WRITABLE_TEXT } from '../weight.ts';

test.use({ serviceWorkers: 'allow' });

const MOST = 300;

test('SCREEN-17 a page on which one writes ships at most 300 kB of compressed script before the first key', async ({
  open,
  founder,
  workspace,
  api,
}) => {
  const markdown = [
    'Welcome.',
    '## Items',
    '- arriving\n- money\n',
    '- [ ] call the hall\n',
    '| No. | Item |\n| --: | --- |\n| 1 | Arriving |\n',
    '[The last minutes](https://plenum.test/).',
  ].join('\n\n');
  const made = await api.post(`workspaces/${workspace.id}/documents`, {
    data: { kind: 'pad', title: 'Assembly', markdown },
  });
  const { id } = await made.json();
  // What comes after a moment's calm comes before the key where a busy machine takes that long to press it.
  await expect(async () => {
    const page = await open({ storageState: founder.state });
    const { script } = await openForFirstKey(page, `/d/${id}`);
    await page.keyboard.press('A');
    await expect(page.locator(`${WRITABLE_TEXT} p`).first()).toHaveText(/^A/);
    await page.close();
    console.log(`Script before the first key: ${script.toFixed(1)} kB of ${MOST}`);
    expect(script).toBeGreaterThan(MOST / 2);
    expect(script).toBeLessThanOrEqual(MOST);
  }).toPass({ timeout: 150_000 });
});
