/** How much a task, and a list of them, may hold. Texts are in UTF-16 units. */
export const TASK_LIMITS = {
  /** Tasks of one list, those done counted. */
  tasks: 10_000,
  sections: 100,
  /** Documents whose tasks it shows beside its own. */
  sources: 50,
  /** Of them, and of those of a workspace, shown at once, and tasks of each. */
  homes: 50,
  ofHome: 200,
  title: 500,
  sectionTitle: 100,
  /** People, and groups, who have one task. */
  assignees: 50,
  /** What one of them is called. */
  name: 100,
  labels: 30,
  label: 50,
  reminders: 20,
  /** Tasks that one waits for, and tasks that it relates to. */
  relations: 50,
  /** A recurrence rule. */
  rule: 500,
  /** What a calendar program keeps in a task beside what Plenum knows. */
  foreign: 20_000,
} as const;
