import type { ReactNode } from 'react';

/** Something that a body shows in the place of a text and that can be commented on, such as a task. */
export interface Commented {
  id: string;
  title: string;
}

/** What people say about what a body shows. */
export interface BodyComments {
  /** How many comments there are on something in threads that are not settled. */
  countOf(id: string): number;
  /** The threads about something, and the way to begin one; null for none. */
  of(one: Commented): ReactNode;
}

/** What a body gives to what shows the comments on it. */
export interface CommentedBody {
  /** What it shows at this moment, by its ids. */
  things: ReadonlyMap<string, Commented>;
  open(id: string): void;
  /** Is given the comments, and again whenever there are others; null at the end. Stays the same. */
  onComments(comments: BodyComments | null): void;
}
