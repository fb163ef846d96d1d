import { expect, test } from 'vitest';
import { FORM_END, fileHead, piecewiseForm } from '#lib/testing/piecewise-form.ts';
import { withFilePart } from './file-part.ts';

async function read(content: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

const { signal: never } = new AbortController();

test('FILE-12 a file is taken while it comes, and whoever stops reading does not keep the rest from coming', async () => {
  let isRead = false;
  const pieces = async function* () {
    yield fileHead('Größe.txt');
    yield 'one ';
    await expect.poll(() => isRead).toBe(true);
    yield `two${FORM_END}`;
  };
  const whole = withFilePart(piecewiseForm(pieces()), {
    signal: never,
    async take({ name, content }) {
      const pieces = content[Symbol.asyncIterator]();
      const { value } = await pieces.next();
      isRead = true;
      const rest = await read({ [Symbol.asyncIterator]: () => pieces });
      return [name, Buffer.from(value ?? '').toString(), rest];
    },
  });
  expect(await whole).toEqual(['Größe.txt', 'one ', 'two']);
  const many = async function* () {
    yield fileHead('Größe.txt');
    for (let i = 0; i < 100; i++) yield 'x'.repeat(100_000);
    yield FORM_END;
  };
  const takes = [
    async (content: AsyncIterable<Uint8Array>) => {
      for await (const _ of content) throw new Error('No more.');
    },
    // One that looks at the beginning, and then not even says that it stops.
    async (content: AsyncIterable<Uint8Array>) => {
      await content[Symbol.asyncIterator]().next();
      throw new Error('No more.');
    },
  ];
  for (const take of takes) {
    const refused = withFilePart(piecewiseForm(many()), {
      signal: never,
      take: ({ content }) => take(content),
    });
    await expect(refused).rejects.toThrow('No more.');
  }
});

test('FILE-12 what takes too long is given up, and nobody waits for the rest', async () => {
  const stop = new AbortController();
  let end: unknown = null;
  const pieces = async function* () {
    yield fileHead('Größe.txt');
    yield 'one';
    await new Promise(() => {});
  };
  const given = withFilePart(piecewiseForm(pieces()), {
    signal: stop.signal,
    async take({ content }) {
      const pieces = content[Symbol.asyncIterator]();
      await pieces.next();
      stop.abort();
      await pieces.next().catch((error: unknown) => {
        end = error;
        throw error;
      });
    },
  });
  await expect(given).rejects.toThrow(/longer than five minutes/);
  expect(end).toMatchObject({ code: 'invalid_input' });
});
