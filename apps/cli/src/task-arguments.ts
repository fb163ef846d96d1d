import type { TasksOf } from '@plenum/domain/tasks/types';
import { TASK_FORMATS, type TaskFormat } from '@plenum/exchange/task-formats';
import { choice, type Given, optional, required, UsageError } from './usage.ts';

/** What is said of a task on the command line; undefined for what stays as it is, null for what is taken away. */
export interface SaidOfTask {
  title: string | undefined;
  start: string | null | undefined;
  due: string | null | undefined;
  priority: number | undefined;
  labels: string[] | undefined;
  parentId: string | null | undefined;
  /** From when the rule counts: undefined as it was before, which is by the calendar for a new one. */
  repeat: { rule: string; afterDone: boolean | undefined } | null | undefined;
  blockedBy: string[] | undefined;
  relatesTo: string[] | undefined;
}

/** What the command line was asked to do with tasks, with a person's rights. A file is a path, or `-` for standard input. */
export type TaskCommand = { username: string } & (
  | { name: 'tasks list'; documentId: string }
  | { name: 'tasks mine'; of: TasksOf }
  | { name: 'tasks add'; documentId: string; said: SaidOfTask & { title: string } }
  | { name: 'tasks done'; documentId: string; taskId: string; isDone: boolean }
  | { name: 'tasks edit'; documentId: string; taskId: string; said: SaidOfTask }
  | { name: 'tasks delete'; documentId: string; taskId: string }
  | { name: 'tasks again'; documentId: string; title: string | undefined; on: string | undefined }
  | { name: 'tasks import'; file: string; workspace: string; zone: string | undefined }
  | { name: 'tasks export'; documentId: string; format: TaskFormat; output: string | undefined }
);

const FORMATS = Object.keys(TASK_FORMATS) as TaskFormat[];

/** How these commands are called. */
export const TASK_USAGE = `  tasks list DOCUMENT --username NAME         list the tasks of a list
  tasks mine --username NAME [--given]        list what somebody has to do, in all workspaces, or what they gave to others
  tasks add DOCUMENT --username NAME --title TITLE [--due DAY] [--start DAY] [--priority 1|2|3|4] [--labels A,B]
            [--part-of TASK] [--waits-for TASK,TASK] [--belongs-with TASK,TASK]
            [--repeat RULE [--after-done|--by-calendar]]
                                              add a task and print its id; a day may be a time, 2026-12-01T18:00[Europe/Berlin],
                                              and a rule is one of RFC 5545, FREQ=WEEKLY;BYDAY=FR
  tasks edit DOCUMENT --username NAME --task TASK [--title TITLE] [--due DAY|none] [--start DAY|none]
             [--priority 0|1|2|3|4] [--labels A,B|none] [--part-of TASK|none]
             [--waits-for TASK,TASK|none] [--belongs-with TASK,TASK|none]
             [--repeat RULE|none [--after-done|--by-calendar]]
                                              change a task; from when its rule counts stays as it is where that is left out
  tasks done DOCUMENT --username NAME --task TASK [--not]
                                              say that a task is done, or that it is not, also of a line of a text
  tasks delete DOCUMENT --username NAME --task TASK
                                              delete a task with all that is a part of it
  tasks again DOCUMENT --username NAME [--on DAY] [--title TITLE]
                                              make a new list of one, nothing done, whose last day is that day, and print its id
  tasks import FILE --username NAME --workspace SLUG [--zone ZONE]
                                              make lists of a file of tasks and print their ids
  tasks export DOCUMENT --username NAME --format ${FORMATS.join('|')} [--output FILE]
                                              write a list to a file or to standard output`;

/** The options of these commands that no other command has. */
export const TASK_OPTIONS = {
  task: { type: 'string' },
  due: { type: 'string' },
  start: { type: 'string' },
  priority: { type: 'string' },
  labels: { type: 'string' },
  'part-of': { type: 'string' },
  'waits-for': { type: 'string' },
  'belongs-with': { type: 'string' },
  repeat: { type: 'string' },
  'after-done': { type: 'boolean' },
  'by-calendar': { type: 'boolean' },
  zone: { type: 'string' },
  on: { type: 'string' },
  not: { type: 'boolean' },
  given: { type: 'boolean' },
} as const;

type Option = keyof typeof TASK_OPTIONS | 'username' | 'title' | 'workspace' | 'format' | 'output';

const SAID: Option[] = [
  'title',
  'due',
  'start',
  'priority',
  'labels',
  'part-of',
  'waits-for',
  'belongs-with',
  'repeat',
  'after-done',
  'by-calendar',
];

/** The options of each of these commands beside --json and --help. */
export const TASK_ALLOWED: Record<TaskCommand['name'], Option[]> = {
  'tasks list': ['username'],
  'tasks mine': ['username', 'given'],
  'tasks add': ['username', ...SAID],
  'tasks edit': ['username', 'task', ...SAID],
  'tasks done': ['username', 'task', 'not'],
  'tasks delete': ['username', 'task'],
  'tasks again': ['username', 'on', 'title'],
  'tasks import': ['username', 'workspace', 'zone'],
  'tasks export': ['username', 'format', 'output'],
};

/** Those that are told something after their name, and what that is. */
export const TASK_OPERANDS: Record<string, string> = {
  'tasks list': 'DOCUMENT',
  'tasks add': 'DOCUMENT',
  'tasks edit': 'DOCUMENT',
  'tasks done': 'DOCUMENT',
  'tasks delete': 'DOCUMENT',
  'tasks again': 'DOCUMENT',
  'tasks import': 'FILE',
  'tasks export': 'DOCUMENT',
};

/**
 * Understands one of these commands; null for another one.
 * @param operand what it is told after its name.
 * @throws UsageError that says in one sentence what is wrong with it.
 */
export function taskCommandOf(
  name: string,
  { values, operand, json }: { values: Given<Option>; operand: () => string; json: boolean },
): TaskCommand | null {
  const person = () => ({ username: required(name, values, 'username') });
  const withDocument = () => ({ documentId: operand(), ...person() });
  const withTask = () => ({ ...withDocument(), taskId: required(name, values, 'task') });
  switch (name) {
    case 'tasks mine':
      return { name, ...person(), of: values.given === true ? 'given' : 'mine' };
    case 'tasks list':
      return { name, ...withDocument() };
    case 'tasks add':
      return { name, ...withDocument(), said: { ...saidIn(values), title: required(name, values, 'title') } };
    case 'tasks edit':
      return { name, ...withTask(), said: saidIn(values) };
    case 'tasks done':
      return { name, ...withTask(), isDone: values.not !== true };
    case 'tasks delete':
      return { name, ...withTask() };
    case 'tasks again':
      return { name, ...withDocument(), title: optional(values, 'title'), on: optional(values, 'on') };
    case 'tasks import': {
      const workspace = required(name, values, 'workspace');
      return { name, file: operand(), ...person(), workspace, zone: optional(values, 'zone') };
    }
    case 'tasks export': {
      const command = { name, ...withDocument(), output: optional(values, 'output') } as const;
      required(name, values, 'format');
      if (json && command.output === undefined)
        throw new UsageError(`"${name}" needs --output with --json: standard output has one or the other.`);
      return { ...command, format: choice(values, 'format', FORMATS) ?? 'csv' };
    }
    default:
      return null;
  }
}

function saidIn(values: Given<Option>): SaidOfTask {
  const priority = choice(values, 'priority', ['0', '1', '2', '3', '4']);
  const orNone = (option: Option) => {
    const value = optional(values, option);
    return value === 'none' ? null : value;
  };
  const listed = (option: Option) => {
    const value = orNone(option);
    return value === null ? [] : value?.split(',').map((one) => one.trim());
  };
  return {
    title: optional(values, 'title'),
    start: orNone('start'),
    due: orNone('due'),
    priority: priority === undefined ? undefined : Number(priority),
    labels: listed('labels'),
    parentId: orNone('part-of'),
    repeat: repeatIn(values, orNone('repeat')),
    blockedBy: listed('waits-for'),
    relatesTo: listed('belongs-with'),
  };
}

function repeatIn(values: Given<Option>, rule: string | null | undefined): SaidOfTask['repeat'] {
  const said = (['after-done', 'by-calendar'] as const).filter((option) => values[option] === true);
  const [from] = said;
  if (said.length > 1) throw new UsageError('A rule counts --after-done or --by-calendar, not both.');
  if (typeof rule === 'string') return { rule, afterDone: from && from === 'after-done' };
  if (from) throw new UsageError(`--${from} goes with a rule: --repeat RULE --${from}.`);
  return rule;
}
