import { beforeEach, expect, test, vi } from 'vitest';
import { encodeStateAsUpdate } from 'yjs';
import { aDeviceForEachTest, aWindow, untilUnsaved } from './testing/device.ts';

aDeviceForEachTest();
beforeEach(() => {
  vi.resetModules();
});

const ASKS = { query: async () => ({ state: 'prompt' }) };
const UNKNOWN = { query: () => Promise.reject(new TypeError('persistent-storage')) };

test.each([
  ['Chromium decides by itself', { userAgentData: {}, permissions: ASKS }, 1],
  ['Safari knows no permission', { permissions: UNKNOWN }, 1],
  ['Firefox would ask', { permissions: ASKS }, 0],
  ['Firefox was allowed to', { permissions: { query: async () => ({ state: 'granted' }) } }, 1],
])(
  'LOCAL-23 the browser is asked once to keep what is here, where it asks nobody: %s',
  async (_, browser, times) => {
    const persist = vi.fn(async () => true);
    vi.stubGlobal('navigator', { ...browser, storage: { persist } });
    const { keepFirmly } = await import('./keep-firmly.ts');
    await keepFirmly();
    await keepFirmly();
    expect(persist).toHaveBeenCalledTimes(times);
  },
);

test('LOCAL-23 it is asked when the first edit that the server does not get at once is kept', async () => {
  const persist = vi.fn(async () => true);
  vi.stubGlobal('navigator', { userAgentData: {}, storage: { persist } });
  const { copy, doc, write } = await aWindow();
  write('on its way');
  await untilUnsaved(1);
  expect(persist).not.toHaveBeenCalled();
  const update = encodeStateAsUpdate(doc);
  copy.add({ update, isEdit: true, isFirm: true });
  await vi.waitFor(() => expect(persist).toHaveBeenCalledOnce());
});
