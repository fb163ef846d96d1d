/** What a column of a table of tasks can say. */
export type TaskColumn =
  | 'id'
  | 'title'
  | 'isDone'
  | 'doneAt'
  | 'start'
  | 'due'
  | 'repeat'
  | 'repeatAfterDone'
  | 'reminders'
  | 'priority'
  | 'labels'
  | 'people'
  | 'section'
  | 'parent'
  | 'blockedBy'
  | 'relatesTo'
  | 'createdAt'
  | 'description';

/**
 * What columns are called, in English and German, in small letters: the first name of each is the one that is written. The order is the one in
 * which they are written.
 */
export const COLUMN_NAMES: Readonly<Record<TaskColumn, readonly [string, ...string[]]>> = {
  id: ['id', 'key', 'nr', 'nummer', 'task id', 'card id', 'schlüssel'],
  title: [
    'title',
    'titel',
    'name',
    'task',
    'task name',
    'card name',
    'aufgabe',
    'aufgaben',
    'to do',
    'todo',
    'summary',
    'subject',
    'betreff',
    'bezeichnung',
    'content',
    'was',
    'what',
  ],
  isDone: [
    'done',
    'erledigt',
    'completed',
    'complete',
    'is done',
    'fertig',
    'abgeschlossen',
    'status',
    'state',
  ],
  doneAt: ['done at', 'completed at', 'erledigt am', 'fertig am', 'abgeschlossen am'],
  start: ['start', 'start date', 'beginn', 'anfang', 'startdatum', 'von'],
  due: [
    'due',
    'due date',
    'fällig',
    'faellig',
    'fällig am',
    'fälligkeit',
    'fälligkeitsdatum',
    'deadline',
    'frist',
    'termin',
    'bis',
    'end',
    'end date',
    'ende',
  ],
  repeat: ['repeat', 'recurrence', 'rrule', 'wiederholung'],
  repeatAfterDone: ['repeat after done', 'wiederholung nach erledigung'],
  reminders: ['reminders', 'reminder', 'erinnerungen', 'erinnerung'],
  priority: ['priority', 'priorität', 'prioritaet', 'prio', 'wichtigkeit'],
  labels: [
    'labels',
    'label',
    'tags',
    'tag',
    'schlagwörter',
    'schlagworte',
    'etiketten',
    'kategorien',
    'categories',
  ],
  people: [
    'assignees',
    'assignee',
    'assigned to',
    'zuständig',
    'zuständige',
    'verantwortlich',
    'responsible',
    'people',
    'personen',
    'who',
    'wer',
  ],
  section: [
    'section',
    'spalte',
    'abschnitt',
    'bereich',
    'column',
    'stack',
    'stapel',
    'bucket',
    'list',
    'liste',
  ],
  parent: [
    'parent',
    'parent task',
    'part of',
    'teil von',
    'übergeordnet',
    'übergeordnete aufgabe',
    'gehört zu',
  ],
  blockedBy: ['waits for', 'blocked by', 'wartet auf', 'blockiert durch'],
  relatesTo: ['relates to', 'related', 'bezieht sich auf', 'verwandt'],
  createdAt: ['created', 'created at', 'erstellt', 'erstellt am', 'angelegt am'],
  description: [
    'description',
    'beschreibung',
    'notes',
    'note',
    'notizen',
    'notiz',
    'details',
    'anmerkung',
    'anmerkungen',
    'bemerkung',
  ],
};

const COLUMNS = new Map(
  Object.entries(COLUMN_NAMES).flatMap(([column, names]) =>
    names.map((name) => [name, column as TaskColumn]),
  ),
);

/** What a column says, by its name in the first line; null for what nobody here knows. */
export function columnOf(header: string): TaskColumn | null {
  const name = header
    .slice(0, 100)
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_]+/g, ' ')
    .replace(/ ?[:?*]$/, '');
  return COLUMNS.get(name.trim()) ?? null;
}
