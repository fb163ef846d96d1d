import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { FRAGMENT_NAME } from '../schema/schema.ts';
import { addTasks } from '../tasks/edit-tasks.ts';
import { documentFromFragment } from '../yjs/json-from-update.ts';
import { partOf } from './part-of.ts';

function listOf(count: number) {
  const doc = new Y.Doc();
  addTasks(
    doc,
    Array.from({ length: count }, (_, i) => ({
      title: `Task ${i + 1} of them`,
      position: `a${100_000 + i}`,
    })),
  );
  return documentFromFragment(doc.getXmlFragment(FRAGMENT_NAME));
}

test('TASK-694 a list of tasks is shown within a page, of one of thousands the first', () => {
  const short = partOf(listOf(3), null);
  expect(short?.isWhole).toBe(true);
  expect(short?.doc.textContent).toBe('Task 1 of themTask 2 of themTask 3 of them');
  const long = partOf(listOf(5_000), null);
  expect(long?.isWhole).toBe(false);
  const shown = long?.doc.firstChild?.childCount ?? 0;
  expect(shown).toBeGreaterThan(100);
  expect(shown).toBeLessThan(2_000);
  expect(long?.doc.textContent.startsWith('Task 1 of them')).toBe(true);
});
