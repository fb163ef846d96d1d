import type { Present } from '@plenum/database/presence/postgres-presences';
import { beforeEach, expect, test } from 'vitest';
import { FakeClock, settled } from '../testing/fakes.ts';
import { Replica } from '../testing/replica.ts';
import { RoomKit } from '../testing/room-kit.ts';
import { Attendance } from './attendance.ts';

let clock: FakeClock;
let kit: RoomKit;
let told: { came: string[]; left: string[] }[];
let forgotten: number;
let answer: () => { isNew: boolean };
let failures: boolean[];
let attendance: Attendance;

const who = (present: readonly Present[]) => present.map(({ kind, who }) => `${kind} ${who}`).sort();

beforeEach(() => {
  clock = new FakeClock();
  kit = new RoomKit();
  told = [];
  forgotten = 0;
  failures = [];
  answer = () => ({ isNew: false });
  attendance = new Attendance({
    clock,
    node: 'a',
    opened: () => kit.rooms.opened(),
    presences: {
      async tell(_, { came, left }) {
        const known = answer();
        told.push({ came: who(came), left: who(left) });
        return known;
      },
      async forget() {
        forgotten += 1;
      },
    },
    onFailed: ({ isFirst }) => failures.push(isFirst),
  });
});

async function pass(seconds: number): Promise<void> {
  for (let i = 0; i < seconds * 2; i++) {
    clock.advance(500);
    await settled();
  }
}

test('HERE-1, HERE-3 who comes and goes is told soon, all at once, and nothing while nobody is there', async () => {
  await pass(60);
  expect(told).toEqual([]);
  const room = await kit.open();
  const [anna, bert] = [new Replica().join(room), new Replica().join(room)];
  // The same person in another window.
  new Replica({ ...anna.who }).join(room);
  await pass(3);
  const ids = [anna, bert].map(({ who }) => `person ${who.identity.id}`).sort();
  expect(told.splice(0)).toEqual([{ came: ids, left: [] }]);
  bert.leave();
  await pass(3);
  expect(told.splice(0)).toEqual([{ came: [], left: [`person ${bert.who.identity.id}`] }]);
  await pass(60);
  expect(told.length).toBeGreaterThan(3);
  expect(told.length).toBeLessThan(8);
  expect(told.every(({ came, left }) => came.length + left.length === 0)).toBe(true);
});

test('HERE-1, ROOM-76 nobody who reads by a link is told of, nor whoever has no id; a guest who writes is', async () => {
  const room = await kit.open();
  const identity = { id: 'g', name: 'Gerd', color: '#2563eb', colour: 3, isGuest: true };
  new Replica({ isLinkReader: true, access: 'read', identity }).join(room);
  new Replica({ identity: { ...identity, id: null } }).join(room);
  await pass(20);
  expect(told).toEqual([]);
  const guest = new Replica({ identity: { ...identity, id: 'h' } }).join(room);
  await pass(3);
  expect(told.splice(0)).toEqual([{ came: ['guest h'], left: [] }]);
  if (guest.connection) room.setAccess(guest.connection, 'read');
  await pass(3);
  expect(told.splice(0)).toEqual([{ came: [], left: ['guest h'] }]);
  if (guest.connection) room.setAccess(guest.connection, 'write');
  await pass(3);
  expect(told.splice(0)).toEqual([{ came: ['guest h'], left: [] }]);
});

test('HERE-3 a node that was taken for gone tells all again, one that could not tell tries again, and one that stops is forgotten', async () => {
  const room = await kit.open();
  const anna = `person ${new Replica().join(room).who.identity.id}`;
  answer = () => {
    throw new Error('away');
  };
  await pass(9);
  expect([told, failures]).toEqual([[], [true, false, false]]);
  answer = () => ({ isNew: true });
  await pass(3);
  expect(told.splice(0)).toEqual([{ came: [anna], left: [] }]);
  const bert = `person ${new Replica().join(room).who.identity.id}`;
  await pass(3);
  expect(told.splice(0)).toEqual([{ came: [bert], left: [] }]);
  answer = () => ({ isNew: false });
  await pass(3);
  expect(told.splice(0)).toEqual([{ came: [anna], left: [] }]);
  await attendance.close();
  expect(forgotten).toBe(1);
  await pass(30);
  expect(told).toEqual([]);
});
