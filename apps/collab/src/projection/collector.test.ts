import { mergeAll } from '@plenum/database/log/update-buffer';
import { afterEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Collector } from './collector.ts';

const url = new URL('../../dist/projection/worker.js', import.meta.url);

let collector: Collector;
afterEach(() => collector.close());

function history(): { doc: Y.Doc; updates: Uint8Array[] } {
  const doc = new Y.Doc({ gc: false });
  const updates: Uint8Array[] = [];
  doc.on('update', (update) => updates.push(update));
  const content = doc.getText('content');
  content.insert(0, 'confidential');
  content.delete(0, 12);
  content.insert(0, 'public');
  return { doc, updates };
}

const textOf = (state: Uint8Array): string => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  return doc.getText('content').toString();
};

describe('collector', () => {
  test('COLLAB-35 a collected state has the text and nothing that was deleted', async () => {
    collector = new Collector({ url });
    const { updates } = history();
    const { state, known } = await collector.collect(updates);
    expect(textOf(state)).toBe('public');
    const doc = new Y.Doc();
    Y.applyUpdate(doc, mergeAll(updates));
    expect(Y.decodeSnapshot(known)).toEqual(Y.snapshot(doc));
    expect(Buffer.from(mergeAll(updates)).toString('latin1')).toContain('confidential');
    expect(Buffer.from(state).toString('latin1')).not.toContain('confidential');
  });

  test('COLLAB-36 damaged updates fail their own job only', async () => {
    collector = new Collector({ url });
    const jobs = [collector.collect([Uint8Array.of(9, 9, 9)]), collector.collect(history().updates)];
    const [bad, good] = await Promise.allSettled(jobs);
    expect(bad?.status).toBe('rejected');
    expect(good?.status === 'fulfilled' && textOf(good.value.state)).toBe('public');
  });

  test('COLLAB-37 a thread that hangs or dies is replaced, and its job rejected', async () => {
    const hanging = new URL('data:text/javascript,for(;;);');
    collector = new Collector({ url: hanging, timeout: 50 });
    await expect(collector.collect([])).rejects.toThrow('too long');
    await expect(collector.collect([])).rejects.toThrow('too long');
    await collector.close();
    collector = new Collector({ url: new URL('data:text/javascript,process.exit(1)') });
    await expect(collector.collect([])).rejects.toThrow('died');
  });

  test('COLLAB-38 no more than a bounded number of jobs waits, and closing rejects them', async () => {
    collector = new Collector({ url });
    const jobs = Array.from({ length: 600 }, () => collector.collect(history().updates));
    await collector.close();
    const outcomes = await Promise.allSettled(jobs);
    expect(outcomes.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(90);
    await expect(collector.collect([])).rejects.toThrow('busy');
  });
});
