import type { TakenTransfer } from '@plenum/domain/transfers/types';
import { expect, test } from 'vitest';
import { FakeClock, settled } from '../testing/fakes.ts';
import { Mover } from './mover.ts';

test('TRANSFER-13 what whoever had it before may have died of is given up and not tried once more', async () => {
  const job: TakenTransfer = {
    ...{ id: 'job', tokenId: 'token', workspaceId: 'workspace', personId: 'person', documentId: null },
    ...{ kind: 'export', form: 'archive', title: '', locale: 'en', isAgain: false, tries: 3 },
  };
  const due = [job, { ...job, id: 'deadly', tries: 4 }];
  const [moved, givenUp]: [string[], string[]] = [[], []];
  const clock = new FakeClock();
  const mover = new Mover({
    clock,
    take: async () => due.shift() ?? null,
    async move({ id }) {
      moved.push(id);
      return { status: 'settled', printing: null };
    },
    keep: async () => true,
    giveBack: async () => {},
    async giveUp({ id }) {
      givenUp.push(id);
    },
    onCancelled: async () => {},
    onBroken: () => {},
    onPaused: (error) => expect(error).toBeNull(),
  });
  mover.start();
  await settled();
  clock.advance(0);
  await settled();
  expect([moved, givenUp]).toEqual([['job'], ['deadly']]);
  await mover.close();
});
