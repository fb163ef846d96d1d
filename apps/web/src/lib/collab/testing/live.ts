import { afterEach, expect, vi } from 'vitest';
import { applyUpdate, Doc } from 'yjs';
import type { LocalCopy } from '#lib/device/local-copy.ts';
import { aCopy } from '#lib/device/testing/device.ts';
import { type LiveDocument, openLiveDocument } from '../live-document.ts';
import type { LostCopy } from '../only-here.ts';

/**
 * Opens documents as a page of Ada does, and leaves them after each test of a file. To be called after what gives each test its
 * device, so that this is still there then.
 */
export function liveDocumentsForEachTest() {
  const opened: LiveDocument[] = [];
  afterEach(async () => {
    for (const live of opened.splice(0)) await live.forget().then(live.leave);
  });
  return (copy: LocalCopy = aCopy(), canWrite = true, takesLost = true) => {
    const lost: LostCopy[] = [];
    const live = openLiveDocument({
      documentId: 'minutes',
      opener: { personId: 'ada' },
      canWrite,
      copy,
      onLost(one) {
        lost.push(one);
        return takesLost;
      },
    });
    opened.push(live);
    return {
      live,
      lost,
      write: (text: string) => live.doc.getText('t').insert(live.doc.getText('t').length, text),
      text: () => live.doc.getText('t').toString(),
      until: (kind: string) => vi.waitFor(() => expect(live.read().link.kind).toBe(kind), 5000),
      untilSaved: () => vi.waitFor(() => expect(live.read().save).toEqual({ kind: 'saved' }), 5000),
    };
  };
}

/** What is written in a copy that was handed over. */
export function textOf({ update }: LostCopy): string {
  const doc = new Doc();
  applyUpdate(doc, update);
  return doc.getText('t').toString();
}
