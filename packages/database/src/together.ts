import { setImmediate as immediate } from 'node:timers/promises';

/** Questions in one query, and queries at a time. */
const MOST = 200;
const AT_ONCE = 2;

interface Asked<Question, Answer> {
  question: Question;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

/**
 * Lets questions that come at about the same time be answered by one query, since people come in crowds: after a restart, at
 * the beginning of an assembly, when a link is revoked. Each is answered by a query that began after it was asked.
 * @param answerAll answers questions, in their order; where it rejects, all of them do.
 */
export function together<Question, Answer>(
  answerAll: (questions: readonly Question[]) => Promise<readonly Answer[]>,
): (question: Question) => Promise<Answer> {
  const waiting: Asked<Question, Answer>[] = [];
  let working = 0;

  const work = async (): Promise<void> => {
    working += 1;
    // What is asked in this very moment belongs to it.
    await immediate();
    for (let asked = waiting.splice(0, MOST); asked.length > 0; asked = waiting.splice(0, MOST)) {
      try {
        const answers = await answerAll(asked.map(({ question }) => question));
        for (const [i, { resolve }] of asked.entries()) resolve(answers[i] as Answer);
      } catch (error) {
        for (const { reject } of asked) reject(error);
      }
    }
    working -= 1;
  };

  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject });
      if (working < AT_ONCE) void work();
    });
}
