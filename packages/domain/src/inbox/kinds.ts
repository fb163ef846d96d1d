/**
 * What an entry of an inbox tells of a document: that it changed, that somebody is named in its text, that they are named in a comment, that
 * somebody said something, that its owner is to look through it again, that they have got a task in it, that one which they have is due, or will be as soon as they wanted to be reminded.
 */
export const NOTICE_KINDS = [
  'changed',
  'mentioned',
  'addressed',
  'commented',
  'review',
  'assigned',
  'due',
] as const;

/** One of {@link NOTICE_KINDS}. */
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What somebody wants to hear of: nothing, a document, or with it all that lies below it. */
export const WATCHING = ['nothing', 'document', 'branch'] as const;

/** One of {@link WATCHING}. */
export type Watching = (typeof WATCHING)[number];

/** Unread entries that are counted; of more it is said that they are more. */
export const MOST_COUNTED = 99;
