import { setImmediate as immediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { together } from './together.ts';

/** Answers by hand: what each query was asked, and how to end it. */
function aDatabase() {
  const queries: { questions: readonly number[]; end: (error?: Error) => void }[] = [];
  const ask = together<number, string>(
    (questions) =>
      new Promise((resolve, reject) => {
        const end = (error?: Error) =>
          error ? reject(error) : resolve(questions.map((question) => `answer ${question}`));
        queries.push({ questions, end });
      }),
  );
  return { ask, queries };
}

test('ACCESS-8 questions of one moment share a query, and each gets its own answer', async () => {
  const { ask, queries } = aDatabase();
  const answers = Promise.all([1, 2, 2, 3].map(ask));
  await immediate();
  expect(queries.map(({ questions }) => questions)).toEqual([[1, 2, 2, 3]]);
  queries[0]?.end();
  expect(await answers).toEqual(['answer 1', 'answer 2', 'answer 2', 'answer 3']);
});

test('ACCESS-8 a question is answered by a query that began after it was asked, one of two at a time', async () => {
  const { ask, queries } = aDatabase();
  const answers: Promise<string>[] = [];
  for (const question of [1, 2, 3, 4]) {
    answers.push(ask(question));
    await immediate();
  }
  expect(queries.map(({ questions }) => questions)).toEqual([[1], [2]]);
  queries[1]?.end();
  await immediate();
  expect(queries.at(2)?.questions).toEqual([3, 4]);
  queries[0]?.end();
  queries[2]?.end();
  expect(await Promise.all(answers)).toEqual(['answer 1', 'answer 2', 'answer 3', 'answer 4']);
});

test('ACCESS-8 a query that fails fails for those who share it, and for nobody after them', async () => {
  const { ask, queries } = aDatabase();
  const failing = Promise.allSettled([ask(1), ask(2)]);
  await immediate();
  queries[0]?.end(new Error('away'));
  expect((await failing).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const next = ask(3);
  await immediate();
  queries[1]?.end();
  expect(await next).toBe('answer 3');
});
