import { expect, test } from 'vitest';
import { jsonFromMarkdown } from '../markdown/json-from-markdown.ts';
import { markdownFromJson } from '../markdown/markdown-from-json.ts';
import { withBlockIds } from '../schema/block-id.ts';
import type { NodeJson } from '../schema/json.ts';
import { safeDocument } from '../schema/safe-document.ts';
import { agendaTemplate } from '../templates/agenda.ts';
import { meetingParts } from './meeting-parts.ts';
import { leftOver, nextAgenda } from './next-agenda.ts';

const minutesOf = (markdown: string) => safeDocument(withBlockIds(jsonFromMarkdown(markdown)));
const words = { leftOver: 'Left over', inMinutes: 'In the minutes' };
const text = (value: string): NodeJson => ({ type: 'text', text: value });
const task = (checked: boolean, ...content: NodeJson[]): NodeJson => ({
  type: 'taskItem',
  attrs: { checked },
  content: [{ type: 'paragraph', content }],
});
const mention = (label: string): NodeJson => ({ type: 'mention', attrs: { label } });
const date = (day: string): NodeJson => ({ type: 'date', attrs: { date: day } });

const MINUTES = `
## Arriving (10 min)

All are here.

## Budget (20 min)

> **Decision: accepted (7 yes, 1 no, 2 abstaining)**
>
> Twelve tables

> **Decision: postponed (3 yes)**
>
> A projector

- [x] Write to everybody
- [ ] Order the tables
`;

test('MEET-9 items are headings with minutes, and of a task the first person and the first day count', () => {
  const doc = safeDocument(
    withBlockIds({
      type: 'doc',
      content: [
        { type: 'heading', attrs: { level: 2, minutes: 15 }, content: [text('Budget')] },
        { type: 'heading', attrs: { level: 2 }, content: [text('Tasks')] },
        {
          type: 'taskList',
          content: [
            task(
              false,
              text('Order for '),
              mention('Ada'),
              text(' and '),
              mention('Ben'),
              text(', '),
              date('2026-12-01'),
            ),
            task(true, text('Nobody’s, until '), date('2026-11-30'), date('2026-12-24')),
          ],
        },
      ],
    }),
  );
  const { items, tasks } = meetingParts(doc);
  expect(items).toMatchObject([{ text: 'Budget', minutes: 15 }]);
  expect(tasks).toMatchObject([
    { text: 'Order for @Ada and @Ben, 2026-12-01', assignee: 'Ada', due: '2026-12-01', isDone: false },
    { assignee: null, due: '2026-11-30', isDone: true },
  ]);
});

test('MEET-9 of blocks with one id the first counts, and those without one do not', () => {
  const heading = (id: string | null) => ({
    type: 'heading',
    attrs: { minutes: 5, id },
    content: [text(String(id))],
  });
  const { items } = meetingParts(
    safeDocument({ type: 'doc', content: [heading('a'), heading('a'), heading(null)] }),
  );
  expect(items).toEqual([{ blockId: 'a', text: 'a', minutes: 5 }]);
});

test('MEET-10 the next agenda has what is open, and leads to where it stood', () => {
  const doc = minutesOf(MINUTES);
  const [arriving] = meetingParts(doc).items;
  const last = {
    doc,
    href: '/d/old',
    title: 'Plenary in May',
    done: new Set([arriving?.blockId ?? '']),
    leaveOut: new Set<string>(),
  };
  const next = nextAgenda(last, { template: null, words });
  const budget = meetingParts(doc).items[1]?.blockId;
  expect(markdownFromJson(next)).toBe(`[Plenary in May](/d/old)

## Left over

### Budget (20 min)

[In the minutes](/d/old#block-${budget})

> **Decision: open**
>
> A projector

- [ ] Order the tables

## Arriving (10 min)
`);
  const ids = (node: NodeJson): unknown[] => [node.attrs?.id, ...(node.content ?? []).flatMap(ids)];
  const own = ids(next).filter(Boolean);
  expect(new Set(own).size).toBe(own.length);
  expect(
    ids(doc.toJSON())
      .filter(Boolean)
      .some((id) => own.includes(id)),
  ).toBe(false);
});

test('MEET-10 what the template has comes once, and what is not to come along stays', () => {
  const doc = minutesOf(MINUTES);
  const { items, tasks, decisions } = leftOver({ doc, done: new Set(), leaveOut: new Set() });
  expect([items.length, tasks.length, decisions.length]).toEqual([2, 1, 1]);
  const leaveOut = new Set([...tasks, ...decisions].map(({ blockId }) => blockId));
  const last = { doc, href: '/d/old', title: 'Old', done: new Set<string>(), leaveOut };
  const template = jsonFromMarkdown('## Arriving (10 min)\n\nNames\n\n## Closing (5 min)');
  expect(markdownFromJson(nextAgenda(last, { template, words }))).toMatch(
    /^\[Old\]\(\/d\/old\)\n\n## Left over\n\n### Budget \(20 min\)\n\n\[In the minutes\]\(\S+\)\n\n## Arriving \(10 min\)\n\nNames\n\n## Closing \(5 min\)\n$/,
  );
});

test('MEET-10 what nobody has filled in of a template does not come along beside it', () => {
  const template = agendaTemplate({ locale: 'en', date: 'today' });
  const doc = safeDocument(template);
  const last = { doc, href: '/d/old', title: 'Last', done: new Set<string>(), leaveOut: new Set<string>() };
  expect(markdownFromJson(nextAgenda(last, { template, words }))).not.toContain('Left over');
});

test('MEET-11 the agenda that everybody has is one of items with minutes, with a decision and tasks', () => {
  for (const locale of ['en', 'de'] as const) {
    const { items, tasks, decisions } = meetingParts(safeDocument(agendaTemplate({ locale, date: 'today' })));
    expect(items.length).toBeGreaterThan(3);
    expect(decisions.map(({ outcome }) => outcome.result)).toEqual(['open']);
    expect(tasks.length).toBeGreaterThan(0);
  }
});
