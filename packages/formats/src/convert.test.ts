import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterEach, expect, test } from 'vitest';
import { Converter } from './convert.ts';
import { docxFile, docxParagraph } from './testing/docx-file.ts';
import { aSource, SAMPLE } from './testing/sample.ts';
import { shapeOf } from './testing/shape.ts';

/** The built program of a conversion. */
const program = () => join(import.meta.dirname, '../dist/worker.js');
const MEGABYTE = 2 ** 20;

const delay = monitorEventLoopDelay({ resolution: 10 });
afterEach(() => delay.disable());

test('IO-9 one process writes a file, and another reads it', async () => {
  const converter = new Converter({ program });
  const file = await converter.exportFile('docx', aSource());
  const { content, title } = await converter.importFile('docx', file);
  expect([title, shapeOf(content)]).toEqual([aSource().title, shapeOf(SAMPLE)]);
});

test('IO-9, ATT-30 a file that unpacks to more than anybody has is refused, and memory and everybody else stay as they were', async () => {
  const converter = new Converter({ program });
  const bomb = docxFile(docxParagraph(' '.repeat(200 * MEGABYTE)));
  expect(bomb.length).toBeLessThan(MEGABYTE);
  global.gc?.();
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 20);
  delay.reset();
  delay.enable();
  await expect(converter.importFile('docx', bomb)).rejects.toMatchObject({ code: 'too_large' });
  clearInterval(watch);
  expect((most - before) / MEGABYTE).toBeLessThan(256);
  expect(delay.percentile(50) / 1e6).toBeLessThan(100);
});

test('IO-9 what takes too long or too much is ended, and what waits for it goes on', async () => {
  const converter = new Converter({ program, time: 1 });
  const slow = converter.importFile('text', Buffer.from('x'));
  await expect(slow).rejects.toMatchObject({ code: 'too_large' });
  const patient = new Converter({ program });
  const greedy = Buffer.from(
    `{"pad:x":{"atext":{"text":"${'a'.repeat(100)}","attribs":[${'[],'.repeat(7_000_000)}0]}}}`,
  );
  const [refused, done] = await Promise.allSettled([
    patient.importFile('etherpad', greedy),
    patient.importFile('text', Buffer.from('words')),
  ]);
  expect(refused).toMatchObject({
    status: 'rejected',
    reason: { code: expect.stringMatching(/too_large|invalid_input/) },
  });
  expect(done).toMatchObject({ status: 'fulfilled' });
});

test('IO-9 no more than a dozen conversions wait', async () => {
  const converter = new Converter({ program, time: 1 });
  const all = await Promise.allSettled(
    Array.from({ length: 14 }, () => converter.importFile('text', Buffer.from('x'))),
  );
  const codes = all.map((one) => (one.status === 'rejected' ? one.reason.code : 'done'));
  expect(codes.filter((code) => code === 'too_many')).toHaveLength(2);
});
