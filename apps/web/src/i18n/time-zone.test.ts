import { expect, test } from 'vitest';
import { chooseTimeZone } from './time-zone.ts';

const SERVER = new Intl.DateTimeFormat().resolvedOptions().timeZone;

test.each([
  [['Pacific/Auckland'], 'Pacific/Auckland'],
  [['Pacific/Auckland', 'Europe/Berlin'], 'Pacific/Auckland'],
  [['nowhere', 'Europe/Berlin'], 'Europe/Berlin'],
  [[undefined, ''], SERVER],
  [['Europe/Berlin\0', '../../etc/passwd', '<b>', 'x'.repeat(10_000)], SERVER],
])('I18N-6 of the zones %j that a browser names %s counts', (named, zone) => {
  expect(chooseTimeZone(...named)).toBe(zone);
});
