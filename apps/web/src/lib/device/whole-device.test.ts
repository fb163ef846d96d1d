import { expect, test, vi } from 'vitest';
import { Doc } from 'yjs';
import { withDeviceDatabase } from './device-database.ts';
import { tellNews } from './device-news.ts';
import {
  ADA,
  aCopy,
  aDeviceForEachTest,
  aWindow,
  copiesHere,
  leaveBehind,
  MIRA,
  namesHere,
  rowsHere,
  untilKept,
  untilUnsaved,
} from './testing/device.ts';
import { claimDevice, forgetEverything, forgetSaved, makeRoom, readShown } from './whole-device.ts';

aDeviceForEachTest();

test('LOCAL-6 another account finds nothing of what was kept, and by its coming it is deleted', async () => {
  const ada = await aWindow();
  ada.write('secret of Ada');
  await untilUnsaved(1);
  ada.copy.close();
  const mira = await aWindow(aCopy('minutes', MIRA));
  expect(mira.loaded).toBeNull();
  await vi.waitFor(async () => expect(await rowsHere()).toEqual([]));
  expect((await aWindow(aCopy('minutes', ADA))).loaded).toBeNull();
});

test('LOCAL-6 a window of the account before keeps nothing more', async () => {
  const ada = await aWindow();
  await untilKept(ada.copy);
  await withDeviceDatabase((database) => claimDevice(database, MIRA));
  ada.write('late');
  await vi.waitFor(() => expect(ada.onChange).toHaveBeenCalled());
  await vi.waitFor(async () => expect(await rowsHere()).toEqual([]));
  expect(ada.copy.isKept).toBe(false);
});

test('LOCAL-6 a page keeps nothing where somebody else has come since it was opened, and takes nothing from them', async () => {
  const ada = aCopy('minutes', ADA);
  const doc = new Doc();
  await ada.load(doc, () => {});
  const mira = await aWindow(aCopy('minutes', MIRA));
  mira.write('hers');
  await untilUnsaved(1);
  ada.begin('epoch-1');
  await vi.waitFor(() => expect(ada.isKept).toBe(false));
  expect((await copiesHere()).map(({ person }) => person)).toEqual(['mira']);
  // Another document of hers, opened from what her window still has.
  const late = aCopy('agenda', ADA);
  await expect(late.load(new Doc(), () => {})).resolves.toEqual({ current: null, hasAside: false });
  expect(await rowsHere()).toHaveLength(1);
});

test('LOCAL-6 the window of the account before hears that nothing of it is kept any more', async () => {
  const ada = await aWindow();
  ada.write('kept');
  await untilKept(ada.copy);
  await aWindow(aCopy('minutes', MIRA));
  await vi.waitFor(() => expect(ada.copy.isKept).toBe(false));
});

test('LOCAL-7 the copies used longest ago go first, and never one with edits that only the device has', async () => {
  const now = vi.spyOn(Date, 'now');
  for (const [time, name] of ['oldest', 'unsaved', 'middle', 'newest'].entries()) {
    now.mockReturnValue(time);
    await leaveBehind(name, { isSaved: name !== 'unsaved' });
  }
  await withDeviceDatabase((database) => makeRoom(database, { documents: 3 }));
  expect(await namesHere()).toEqual(['newest', 'middle', 'unsaved']);
  await withDeviceDatabase((database) => makeRoom(database, { bytes: 1 }));
  expect(await namesHere()).toEqual(['unsaved']);
  expect(await rowsHere()).toHaveLength(1);
});

test('LOCAL-9 what is deleted in one window is not said to be kept by another', async () => {
  const { copy, write } = await aWindow();
  write('here');
  await untilKept(copy);
  await withDeviceDatabase(forgetEverything);
  tellNews();
  await vi.waitFor(() => expect(copy.isKept).toBe(false));
  write('later');
  void copy.flush();
  await expect(rowsHere()).resolves.toEqual([]);
});

test('LOCAL-10 whoever is signed out leaves what only the device has, for whoever signs in again', async () => {
  await leaveBehind('open', { isSaved: false });
  await leaveBehind('saved', { isSaved: true });
  await withDeviceDatabase(forgetSaved);
  expect(await namesHere()).toEqual(['open']);
  expect((await aWindow(aCopy('open'))).text()).toBe('open');
});

test('LOCAL-10 of whoever is signed out nothing is shown without a network until they have signed in again', async () => {
  const shown = async () => (await withDeviceDatabase(readShown))?.copies.map(({ document }) => document);
  await leaveBehind('open', { isSaved: false });
  expect(await shown()).toEqual(['open']);
  await withDeviceDatabase(forgetSaved);
  expect(await shown()).toBeUndefined();
  await withDeviceDatabase((database) => claimDevice(database, ADA));
  expect(await shown()).toEqual(['open']);
});
