import { expect, test } from 'vitest';
import { Asking } from './asking.ts';

/** Questions that are answered by hand. */
function asking() {
  const answers: (() => void)[] = [];
  const signals: AbortSignal[] = [];
  const one = new Asking((signal) => {
    signals.push(signal);
    return new Promise((resolve) => answers.push(resolve));
  });
  const isAborted = () => signals.map(({ aborted }) => aborted);
  return { one, answers, isAborted };
}

test('TASK-709 what is asked while a question is under way is asked once it has its answer, once', async () => {
  const { one, answers, isAborted } = asking();
  for (let i = 0; i < 5; i += 1) one.ask();
  expect(isAborted()).toEqual([false]);
  answers[0]?.();
  await expect.poll(isAborted).toEqual([false, false]);
  answers[1]?.();
  await Promise.resolve();
  one.ask();
  await expect.poll(isAborted).toEqual([false, false, false]);
});

test('TASK-709 after a tick of one’s own no answer counts that was on its way', async () => {
  const { one, answers, isAborted } = asking();
  one.ask();
  one.renew();
  expect(isAborted()).toEqual([true, false]);
  answers[0]?.();
  one.ask();
  await Promise.resolve();
  expect(isAborted()).toEqual([true, false]);
  answers[1]?.();
  await expect.poll(isAborted).toEqual([true, false, false]);
});

test('TASK-709 a list that is left breaks off its question and asks no more', async () => {
  const { one, answers, isAborted } = asking();
  one.ask();
  one.ask();
  one.end();
  answers[0]?.();
  await Promise.resolve();
  expect(isAborted()).toEqual([true]);
});
