import type { Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { expectAccessible } from '../axe.ts';
import { expectToFit } from '../fit.ts';
import { expect, test } from '../fixtures.ts';

const APPEARANCES = [
  { colorScheme: 'light', viewport: { width: 1280, height: 720 }, locale: 'en-GB' },
  { colorScheme: 'dark', viewport: { width: 390, height: 844 }, locale: 'de-DE' },
] as const;

const look = async (page: Page) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectAccessible(page);
  await expectToFit(page);
};

for (const appearance of APPEARANCES) {
  const at = `${appearance.colorScheme}, ${appearance.viewport.width} pixels wide, ${appearance.locale}`;

  test(`SCREEN-1 SCREEN-2 axe finds nothing on the screens of an account, and all fit, ${at}`, async ({
    join,
    open,
  }) => {
    const { page: before, username, password } = await join('Codi Codes');
    const page = await open({ ...appearance, storageState: await before.context().storageState() });
    await page.goto('/settings');
    const deletion = page.getByRole('region', { name: /^(Delete account|Konto löschen)$/ });
    await deletion.locator('[name=typedName]').fill('nobody');
    await deletion.locator('[name=currentPassword]').fill(password);
    await deletion.locator('[name=currentPassword]').press('Enter');
    await expect(deletion.locator('[aria-invalid=true]')).toBeVisible();
    await look(page);

    const codes = page.getByRole('region', { name: /^(Code from an app|Code aus einer App)$/ });
    await codes.locator('[name=currentPassword]').fill(password);
    await codes.locator('[name=currentPassword]').press('Enter');
    const key = (await codes.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent()) ?? '';
    await look(page);
    const ground = codes.getByRole('img').locator('rect');
    expect(await ground.evaluate((element) => getComputedStyle(element).fill)).toBe('rgb(255, 255, 255)');
    const totp = new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) });
    await codes.locator('[name=code]').fill(totp.generate());
    await codes.locator('[name=code]').press('Enter');
    await expect(codes.getByRole('listitem')).toHaveCount(10);
    await look(page);

    const stranger = await open(appearance);
    await stranger.goto('/');
    await stranger.locator('[name=username]').fill(username);
    await stranger.locator('[name=password]').fill(password);
    await stranger.locator('[name=password]').press('Enter');
    await expect(stranger.locator('[name=code]')).toBeVisible();
    await look(stranger);
  });

  test(`SCREEN-1 SCREEN-2 axe finds nothing where accounts and pads are made, and all fit, ${at}`, async ({
    instance,
    owner,
    open,
  }) => {
    instance.run(['instance', 'settings', '--registration', 'anyone', '--guest-pads', 'yes']);
    const page = await open(appearance);
    for (const path of ['/', '/sign-up', '/new-pad']) {
      await page.goto(path);
      await look(page);
    }
    await page.locator('[name=title]').press('Enter');
    await page.waitForURL(/\/pad$/);
    await look(page);
    const member = await open({ ...appearance, storageState: await owner.page.context().storageState() });
    await member.goto(page.url());
    await expect(member.locator('[name=workspaceId]')).toBeVisible();
    await look(member);
    instance.run(['instance', 'settings', '--registration', 'invited', '--guest-pads', 'no']);
    for (const path of ['/sign-up', '/new-pad']) {
      await page.goto(path);
      await look(page);
    }
  });
}
