import { htmlFromJson } from '@plenum/editor/html/html-from-json';
import { BLOCKS_IN_BOX, BOXED_FROM } from '@plenum/editor/schema/boxes';
import { expect, test } from 'vitest';
import { beginningOf } from './beginning-of-text.ts';

const written = (blocks: number) =>
  htmlFromJson(
    {
      type: 'doc',
      content: Array.from({ length: blocks }, (_, at) => ({
        type: 'paragraph',
        content: [{ type: 'text', text: `<div class="box"> ${at + 1}` }],
      })),
    },
    { boxes: true },
  );

test('LONG-4 a page begins with some boxes of a long text and with all of a short one', () => {
  const short = written(BOXED_FROM - 1);
  expect(beginningOf(short)).toEqual({ html: short, isWhole: true });
  const { html, isWhole } = beginningOf(written(BOXED_FROM));
  expect(isWhole).toBe(false);
  expect(html).toContain(` ${3 * BLOCKS_IN_BOX}</p></div>`);
  expect(html).not.toContain(` ${3 * BLOCKS_IN_BOX + 1}<`);
  expect(html.match(/<div/g)).toHaveLength(html.match(/<\/div/g)?.length ?? 0);
});
