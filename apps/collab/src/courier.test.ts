import type { Outcome, TakenMessage } from '@plenum/database/webhooks/queue';
import { expect, test } from 'vitest';
import { Courier } from './courier.ts';
import { FakeClock, settled } from './testing/fakes.ts';
import { Abandoned } from './webhooks/post.ts';

const ARRIVED: Outcome = { arrived: true, status: 200 };

function aMessage(webhookId: string, attempts = 1): TakenMessage {
  const id = `${webhookId} ${attempts}`;
  return { id, webhookId, url: '', what: 'document.created', body: '', secrets: [], attempts };
}

/** A courier with a queue of its own, whose messages arrive when they are told to. */
function aCourier() {
  const clock = new FakeClock();
  const due: TakenMessage[] = [];
  const asked: number[] = [];
  const failures: unknown[] = [];
  const settledMessages: { id: string; retryIn: number | null; arrived: boolean }[] = [];
  const underway = new Map<string, (outcome: Outcome) => void>();
  const state = { isBroken: false };
  const courier = new Courier<TakenMessage, Outcome>({
    clock,
    interval: 2_000,
    slots: 8,
    chance: () => 0,
    async take(limit) {
      asked.push(limit);
      if (state.isBroken) throw new Error('no database');
      return due.splice(0, limit);
    },
    post: ({ id }, abandoned) =>
      new Promise((done, fail) => {
        underway.set(id, (outcome) => {
          underway.delete(id);
          done(outcome);
        });
        abandoned.addEventListener('abort', () => fail(new Abandoned()));
      }),
    async settle({ id }, { outcome, retryIn }) {
      settledMessages.push({ id, retryIn, arrived: outcome.arrived });
    },
    onFailed: (error) => failures.push(error),
  });
  const pass = async (milliseconds: number) => {
    clock.advance(milliseconds);
    await settled();
  };
  const answer = async (id: string, outcome = ARRIVED) => {
    underway.get(id)?.(outcome);
    await settled();
  };
  return { courier, due, asked, failures, settledMessages, underway, state, pass, answer };
}

test('HOOK-10 a slow receiver holds up itself alone, and no more than eight are sent to at once', async () => {
  const { courier, due, asked, underway, pass, answer } = aCourier();
  due.push(...Array.from({ length: 9 }, (_, index) => aMessage(`w${index}`)));
  await pass(2_000);
  expect([...underway.keys()]).toHaveLength(8);
  await pass(2_000);
  expect(asked).toEqual([8]);
  await answer('w3 1');
  expect([...underway.keys()].sort()).toEqual(
    ['w0', 'w1', 'w2', 'w4', 'w5', 'w6', 'w7', 'w8'].map((name) => `${name} 1`),
  );
  await courier.close();
});

test('HOOK-9 what has not arrived is settled with the time until it is sent again, or none', async () => {
  const { courier, due, settledMessages, pass, answer } = aCourier();
  due.push(aMessage('first'), aMessage('last', 8), aMessage('fine'));
  await pass(2_000);
  const failed: Outcome = { arrived: false, failure: 'timeout', status: null };
  await answer('first 1', failed);
  await answer('last 8', failed);
  await answer('fine 1');
  expect(settledMessages).toMatchObject([
    { id: 'first 1', retryIn: 5_000, arrived: false },
    { id: 'last 8', retryIn: null, arrived: false },
    { id: 'fine 1', arrived: true },
  ]);
  await courier.close();
});

test('HOOK-10 without a database a courier waits and goes on, and stopping it leaves what is on its way to another', async () => {
  const { courier, due, asked, failures, settledMessages, underway, state, pass } = aCourier();
  state.isBroken = true;
  await pass(2_000);
  await pass(2_000);
  expect(failures).toHaveLength(2);
  state.isBroken = false;
  due.push(aMessage('late'));
  await pass(2_000);
  expect([...underway.keys()]).toEqual(['late 1']);
  await courier.close();
  expect([settledMessages, failures.length]).toEqual([[], 2]);
  await pass(10_000);
  expect(asked).toHaveLength(3);
});
