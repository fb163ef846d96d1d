import type { Grant } from '@plenum/database/access/grant';
import { tasksFromHome } from '@plenum/domain/tasks/bare-task';
import { TASK_LIMITS } from '@plenum/domain/tasks/limits';
import { isRecord } from '@plenum/editor/schema/json';
import { blocksFromHomes, type HomeAsText } from '@plenum/editor/tasks/list-as-text';
import { gatherTasks } from './gather-tasks.ts';

/** A document whose tasks a list shows, as a file of the list has it. */
export type OtherHome = Omit<HomeAsText, 'from'>;

/** The tasks of other homes that a list shows to whoever reads it, by their homes; of any other document none. */
export async function listOthers(read: Grant<'document.read'>): Promise<OtherHome[]> {
  const { items } = await gatherTasks(read, { limit: TASK_LIMITS.homes });
  return items.flatMap((home) =>
    home.tasks.length === 0
      ? []
      : {
          title: home.document,
          tasks: tasksFromHome(home),
          url: `${read.db.publicUrl}/d/${home.documentId}`,
        },
  );
}

/**
 * A list as a text (ProseMirror JSON) with the tasks of other homes below it, as whoever reads it is shown them; any other text as it is.
 * @param text.from before the title of each home, in the language of whoever reads.
 */
export async function withOthers(
  read: Grant<'document.read'>,
  { content: text, from }: { content: unknown; from: string },
): Promise<unknown> {
  const homes = await listOthers(read);
  if (homes.length === 0 || !isRecord(text)) return text;
  const content: unknown[] = Array.isArray(text.content) ? text.content : [];
  return { ...text, content: [...content, ...blocksFromHomes(homes.map((home) => ({ ...home, from })))] };
}
