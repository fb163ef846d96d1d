import { expect, test } from 'vitest';
import { safeDocument } from '../schema/safe-document.ts';
import { filesIn } from './description-files.ts';

const [plan, cake] = ['0192f000-0000-4000-8000-00000000000a', '0192f000-0000-4000-8000-00000000000b'];
const file = (fileId: unknown, name: string) => ({ type: 'attachment', attrs: { fileId, name, size: 3 } });
const picture = (fileId: string, alt: string) => ({ type: 'image', attrs: { fileId, alt } });

test('TASK-620 the files of a description are those in its text, in their order, each once', () => {
  const text = safeDocument({
    type: 'doc',
    content: [
      picture(cake, 'A cake'),
      { type: 'blockquote', content: [file(plan, 'plan.pdf')] },
      file(plan, 'plan.pdf'),
    ],
  });
  expect(filesIn(text)).toEqual([
    { fileId: cake, name: 'A cake', isPicture: true },
    { fileId: plan, name: 'plan.pdf', isPicture: false },
  ]);
});

test('TASK-620 what leads to no file is none', () => {
  const content = [file('javascript:1', 'plan.pdf'), file(null, 'x'), { type: 'paragraph' }];
  expect(filesIn(safeDocument({ type: 'doc', content }))).toEqual([]);
});
