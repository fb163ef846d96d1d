import type { DocumentCard } from '../documents/types.ts';
import type { DocumentId, GroupId, PersonId } from '../ids.ts';
import type { Task } from './types.ts';

/** People and groups by what they are called. */
export interface Assignees {
  /** `colour`: index into the author colours. */
  people: { id: PersonId; name: string; colour: number }[];
  groups: { id: GroupId; name: string }[];
}

/** A document whose tasks a list shows beside its own. */
export interface HomeCard {
  documentId: DocumentId;
  document: string;
  documentKind: DocumentCard['kind'];
  /** Whoever asks may say what of it is done. */
  mayTick: boolean;
}

/** A task of another home, as a list shows it. */
export interface GatheredTask
  extends Pick<
      Task,
      'id' | 'title' | 'isDone' | 'parentId' | 'start' | 'due' | 'priority' | 'labels' | 'repeat'
    >,
    Assignees {}

/** A document with its tasks, in the order of its text. */
export interface GatheredHome extends HomeCard {
  tasks: GatheredTask[];
}
