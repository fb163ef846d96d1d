import { EventEmitter } from 'node:events';
import { beforeEach, expect, test } from 'vitest';
import { FakeClock } from '../testing/fakes.ts';
import { Heartbeat } from './heartbeat.ts';

class FakeWebSocket extends EventEmitter {
  readonly socket = { bytesRead: 0 };
  pings = 0;
  isTerminated = false;
  ping(): void {
    this.pings += 1;
  }
  terminate(): void {
    this.isTerminated = true;
    this.emit('close');
  }
}

let clock: FakeClock;
let signs: number;
let heartbeat: Heartbeat;
beforeEach(() => {
  clock = new FakeClock();
  signs = 0;
  const rooms = {
    sendSignOfLife() {
      signs += 1;
    },
  };
  heartbeat = new Heartbeat({ clock, rooms });
});

test('COLLAB-48 a socket from which nothing has come since the last sign of life is ended, one that still uploads is not', () => {
  const [dead, alive, uploading] = [new FakeWebSocket(), new FakeWebSocket(), new FakeWebSocket()];
  for (const ws of [dead, alive, uploading]) heartbeat.add(ws, ws.socket);
  for (let round = 1; round <= 5; round++) {
    clock.advance(20_000);
    alive.socket.bytesRead += 6;
    clock.advance(1);
    uploading.socket.bytesRead += 65_536;
  }
  expect([dead, alive, uploading].map(({ isTerminated }) => isTerminated)).toEqual([true, false, false]);
  expect([dead.pings, alive.pings, signs]).toEqual([1, 5, 5]);
  heartbeat.close();
  clock.advance(100_000);
  expect(signs).toBe(5);
});
