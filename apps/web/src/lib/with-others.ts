import type { Grant } from '@plenum/database/access/grant';
import { tasksFromHome } from '@plenum/domain/tasks/bare-task';
import { TASK_LIMITS } from '@plenum/domain/tasks/limits';
import { blocksFromHomes } from '@plenum/editor/tasks/list-as-text';
import { gatherTasks } from '@plenum/exchange/gather-tasks';
import { z } from 'zod';
import type { Locale } from '#i18n/locale.ts';
import { MESSAGES } from '#i18n/messages.ts';
import { documentPath } from '#lib/paths.ts';

const textSchema = z.looseObject({ content: z.array(z.unknown()).default([]) });

/** A list as a text (ProseMirror JSON) with the tasks of other homes below it, as whoever reads it is shown them; any other text as it is. */
export async function withOthers(
  read: Grant<'document.read'>,
  { content: text, locale }: { content: unknown; locale: Locale },
): Promise<unknown> {
  const { items } = await gatherTasks(read, { limit: TASK_LIMITS.homes });
  const homes = items.filter(({ tasks }) => tasks.length > 0);
  if (homes.length === 0) return text;
  const { from } = MESSAGES[locale].tasks.gathered;
  const blocks = blocksFromHomes(
    homes.map((home) => ({
      ...{ from, title: home.document, tasks: tasksFromHome(home) },
      url: read.db.publicUrl + documentPath(home.documentId),
    })),
  );
  const { content, ...rest } = textSchema.parse(text);
  return { ...rest, content: [...content, ...blocks] };
}
