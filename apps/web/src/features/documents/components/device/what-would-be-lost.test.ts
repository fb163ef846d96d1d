import { expect, test, vi } from 'vitest';
import { aDeviceForEachTest, leaveBehind } from '#lib/device/testing/device.ts';
import { whatWouldBeLost } from './what-would-be-lost.ts';

aDeviceForEachTest();

test('LOCAL-14 edits that only this device has are found', async () => {
  await leaveBehind('saved', { isSaved: true });
  expect(await whatWouldBeLost()).toEqual([]);
  await leaveBehind('open', { isSaved: false });
  expect(await whatWouldBeLost()).toMatchObject([{ document: 'open' }]);
});

test('LOCAL-14 a browser that gives no database has nothing to lose', async () => {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('no', 'SecurityError');
  });
  expect(await whatWouldBeLost()).toEqual([]);
});

test.each([
  ['does not answer', () => Object.create(null)],
  [
    'cannot open its database',
    () => {
      throw new DOMException('broken', 'UnknownError');
    },
  ],
])('LOCAL-14 a browser that %s does not tell that there is nothing to lose', async (_, open) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.spyOn(indexedDB, 'open').mockImplementation(open);
  const asked = whatWouldBeLost();
  await vi.advanceTimersByTimeAsync(10_000);
  vi.useRealTimers();
  expect(await asked).toBeNull();
});

test('LOCAL-14 without the script that looks nobody knows that there is nothing to lose', async () => {
  expect(await whatWouldBeLost(() => Promise.reject(new Error('ChunkLoadError')))).toBeNull();
});
