import { expect, test } from 'vitest';
import { survivingAction } from './surviving-action.ts';

const MESSAGE = 'Not reached.';

function form(values: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) data.set(name, value);
  return data;
}

test.each([
  ['no network', new TypeError('Failed to fetch')],
  ['a server that is starting', new Error('An unexpected response was received from the server.')],
  ['a newer server', new Error('Server Action "7f" was not found on the server.')],
  ['an error with a digest', Object.assign(new Error('error'), { digest: '1234567' })],
  ['something that is no error', 'gone'],
])('SCREEN-6 %s fails the form and keeps what was typed, but no secret', async (_what, error) => {
  const action = survivingAction(() => Promise.reject(error), MESSAGE);
  const typed = { name: 'Garden group', newPassword: 'correct horse', recoveryCode: 'ABCDE' };
  expect(await action(null, form(typed))).toEqual({
    status: 'failed',
    message: MESSAGE,
    fields: {},
    values: { name: 'Garden group' },
  });
});

test.each(['NEXT_REDIRECT;replace;/w/garden;303;', 'NEXT_HTTP_ERROR_FALLBACK;404'])(
  'SCREEN-6 the answer %s passes through',
  async (digest) => {
    const signal = Object.assign(new Error('signal'), { digest });
    const action = survivingAction(() => Promise.reject(signal), MESSAGE);
    await expect(action(null, form({}))).rejects.toBe(signal);
  },
);

test('SCREEN-6 an answer is handed on as it is', async () => {
  const action = survivingAction(async () => ({ status: 'done', result: 7 }), MESSAGE);
  expect(await action(null, form({}))).toEqual({ status: 'done', result: 7 });
});
