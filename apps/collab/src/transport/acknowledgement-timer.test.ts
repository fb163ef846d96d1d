import { encodeMessage } from '@plenum/protocol/messages';
import { describe, expect, test } from 'vitest';
import { FakeClock } from '../testing/fakes.ts';
import { AcknowledgementTimer } from './acknowledgement-timer.ts';

const update = encodeMessage({ type: 'update', update: Uint8Array.of(0, 0) });
const question = encodeMessage({ type: 'step1', vector: Uint8Array.of(0) });
const acknowledgement = (frames: number) => encodeMessage({ type: 'acknowledgement', frames });

function setUp() {
  const clock = new FakeClock();
  const times: number[] = [];
  return {
    clock,
    times,
    timer: new AcknowledgementTimer({ clock, onAcknowledged: (milliseconds) => times.push(milliseconds) }),
  };
}

describe('acknowledgement timer', () => {
  test('OPS-4 of one frame at a time it is measured how long its acknowledgement takes', () => {
    const { clock, times, timer } = setUp();
    timer.received(question, 'write');
    timer.received(update, 'write');
    clock.advance(10);
    timer.received(update, 'write');
    clock.advance(5);
    timer.sent(update);
    timer.sent(acknowledgement(1));
    timer.sent(acknowledgement(2));
    expect(times).toEqual([15]);
    timer.received(update, 'write');
    clock.advance(7);
    timer.sent(acknowledgement(2));
    expect(times).toEqual([15]);
    timer.sent(acknowledgement(3));
    expect(times).toEqual([15, 7]);
  });

  test('OPS-4 what a reader sends is counted, as the server does, and not timed', () => {
    const { clock, times, timer } = setUp();
    timer.received(update, 'read');
    clock.advance(60_000);
    timer.received(update, 'write');
    clock.advance(3);
    timer.sent(acknowledgement(1));
    timer.sent(acknowledgement(2));
    expect(times).toEqual([3]);
  });
});
