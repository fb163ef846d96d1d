import { at } from '#lib/testing/policy-kit.ts';
import type { Form } from './form-policy.ts';

/** Who may send which form about tasks. */
export const TASK_FORMS: Record<string, Form> = {
  'tasks/createTaskList': { least: 'editor', fields: ({ workspaceId }) => ({ workspaceId }) },
  'tasks/makeAgain': { least: 'editor', fields: ({ listId }) => ({ documentId: listId, title: 'Again' }) },
  'tasks/tickTask': {
    least: 'editor',
    fields: ({ documentId, taskId }) => ({ documentId, taskId, isDone: 'true' }),
  },
  'tasks/changeSeveral': {
    least: 'account',
    fields: ({ documentId, taskId }) => ({ tasks: `${documentId} ${taskId}`, what: 'done' }),
  },
  'tasks/takeBack': {
    least: 'account',
    fields: ({ documentId, taskId }) => ({
      steps: JSON.stringify([{ documentId, taskId, was: { isDone: true }, now: { isDone: false } }]),
    }),
  },
  'tasks/keepFilter': { least: 'account', fields: () => ({ name: 'Flyers', filter: '#flyer' }) },
  'tasks/dropFilter': { least: 'account', fields: ({ taskId }) => ({ id: taskId }) },
  'tasks/makeFeed': { least: 'account' },
  'tasks/endFeed': { least: 'account', fields: at('feedId') },
  'tasks/loadAssignable': { least: 'reader', plain: 'id' },
};
