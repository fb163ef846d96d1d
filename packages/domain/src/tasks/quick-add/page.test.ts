import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseQuickAdd } from './parse.ts';

const CONTEXT = {
  today: '2026-11-29',
  zone: 'Europe/Berlin',
  locale: 'en' as const,
  people: [{ id: 'anna', name: 'Anna' }],
  groups: [],
};
const page = readFileSync(new URL('../../../../../docs/quick-add.md', import.meta.url), 'utf8');
const rows = [...page.matchAll(/^\| (.+) \| (.+) \| (.+) \|$/gm)]
  .slice(1)
  .filter(([, first]) => first !== '---')
  .map(([, ...cells]) => cells);

test('TASK-114 the page on quick add says what is understood', () => {
  expect(rows.length).toBeGreaterThan(9);
  for (const [english = '', german = '', gives = ''] of rows)
    for (const text of [english, german]) {
      const [{ draft, understood } = { draft: { title: '' }, understood: [] }] = parseQuickAdd(
        text,
        CONTEXT,
      ).lines;
      const [kind = '', value] = gives.split(' ');
      expect([text, ...understood.map((one) => one.kind)]).toEqual([text, kind]);
      const said = { ...draft, repeat: draft.repeat?.rule };
      if (value !== undefined) expect(String(Reflect.get(said, kind))).toBe(value);
    }
});
