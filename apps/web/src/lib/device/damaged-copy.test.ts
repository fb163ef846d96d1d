import { FRAGMENT_NAME } from '@plenum/editor/schema/schema';
import { expect, test } from 'vitest';
import { applyUpdate, Doc, encodeStateAsUpdate, XmlElement, XmlText } from 'yjs';
import { readCopyContent } from './copy-content.ts';
import { addToCopy } from './copy-transactions.ts';
import { withDeviceDatabase } from './device-database.ts';
import {
  ADA,
  aCopy,
  aDeviceForEachTest,
  aWindow,
  leaveBehind,
  untilKept,
  untilUnsaved,
} from './testing/device.ts';

aDeviceForEachTest();

const KEY = { person: ADA.id, document: 'minutes', epoch: 'epoch-1' };

/** Damages a copy as a bad disk does. */
async function damage(): Promise<void> {
  const row = new Uint8Array([1, 1, 255, 255]);
  expect(() => applyUpdate(new Doc(), row)).toThrow();
  const addition = { rows: [row], replaces: null, made: {}, saved: {}, isFirm: false };
  await withDeviceDatabase((database) => addToCopy(database, { key: KEY, addition }));
}

test('LOCAL-22, EPOCH-2 of a damaged copy nothing is loaded, and its unsaved edits wait aside', async () => {
  await leaveBehind('minutes', { isSaved: false });
  await damage();
  const doc = new Doc();
  const copy = aCopy();
  await expect(copy.load(doc, () => {})).resolves.toEqual({ current: null, hasAside: true });
  expect(encodeStateAsUpdate(doc)).toEqual(encodeStateAsUpdate(new Doc()));
  copy.begin('epoch-1');
  expect(copy.isKept).toBe(false);
  await untilUnsaved(1);
});

test('LOCAL-22 a damaged copy that the server has is deleted, and begins anew', async () => {
  await leaveBehind('minutes', { isSaved: true });
  await damage();
  const { copy, loaded, write } = await aWindow();
  expect(loaded).toBeNull();
  write('anew');
  await untilKept(copy);
  await untilUnsaved(1);
  expect((await aWindow()).text()).toBe('anew');
});

test('LOCAL-22 of a damaged copy the rest can be taken along', async () => {
  const { copy, doc } = await aWindow();
  const paragraph = new XmlElement('paragraph');
  paragraph.insert(0, [new XmlText('the rest')]);
  doc.getXmlFragment(FRAGMENT_NAME).insert(0, [paragraph]);
  await untilKept(copy);
  await untilUnsaved(1);
  await damage();
  expect(JSON.stringify(await readCopyContent(KEY))).toContain('the rest');
});
