import { CLOSE } from '@plenum/protocol/close-codes';
import { beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { settled } from '../testing/fakes.ts';
import { Replica } from '../testing/replica.ts';
import { documentId, RoomKit } from '../testing/room-kit.ts';
import { RowsFollower } from './rows-follower.ts';

let kit: RoomKit;
let follower: RowsFollower;
let asked: number;
/** Of each failure whether it was the first in a row. */
let failures: boolean[];

beforeEach(() => {
  kit = new RoomKit();
  asked = 0;
  failures = [];
  follower = new RowsFollower({
    clock: kit.clock,
    log: {
      newer(read) {
        asked += 1;
        return kit.log.newer(read);
      },
    },
    opened: () => kit.rooms.opened(),
    onFailed: ({ isFirst }) => failures.push(isFirst),
  });
});

async function pass(milliseconds: number): Promise<void> {
  for (let i = 0; i < milliseconds; i += 100) {
    kit.clock.advance(100);
    await settled();
  }
}

test('NODE-6 rows of which no message came are read within five seconds', async () => {
  const anna = new Replica().join(await kit.open());
  const doc = new Y.Doc();
  doc.getText('content').insert(0, 'from another node');
  const author = { kind: 'person', id: 'bert' } as const;
  await kit.log.append([{ documentId, author, update: Y.encodeStateAsUpdate(doc) }]);
  await pass(5_000);
  anna.hear();
  expect(anna.text).toBe('from another node');
  follower.close();
  const before = asked;
  await pass(10_000);
  expect(asked).toBe(before);
});

test('EPOCH-4 a server that was cut off while a document was put back notices it within five seconds', async () => {
  const anna = new Replica().join(await kit.open());
  kit.log.putBack(documentId);
  await pass(5_000);
  expect(anna.socket.closed).toBe(CLOSE.otherEpoch);
  expect((await kit.open()).epoch).toBe((await kit.log.open(documentId))?.epoch);
});

test('NODE-19 failures are told, the first of those in a row as such', async () => {
  new Replica().join(await kit.open());
  const { newer } = kit.log;
  const away = () => Promise.reject(new Error('away'));
  kit.log.newer = away;
  await pass(5_000);
  kit.log.newer = newer;
  await pass(3_000);
  kit.log.newer = away;
  await pass(2_500);
  expect(failures).toEqual([true, false, true]);
});

test('NODE-6 nothing is asked where no document is open, nor read again what this node is writing', async () => {
  await pass(5_000);
  expect(asked).toBe(0);
  const anna = new Replica().join(await kit.open());
  anna.type('mine');
  let read = 0;
  const { log } = kit;
  const readAfter = log.readAfter.bind(log);
  log.readAfter = (...args) => {
    read += 1;
    return readAfter(...args);
  };
  // At that moment the row is in the log, but its commit not yet known here.
  log.newer = async (read) => new Map([[documentId, { seq: 1, epoch: read.get(documentId)?.epoch ?? '' }]]);
  for (let i = 0; asked === 0 && i < 50; i++) await pass(100);
  await pass(100);
  await kit.journal.commit();
  await pass(1_000);
  expect([asked, read]).toEqual([1, 0]);
});
