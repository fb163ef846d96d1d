import type { Action } from '../access/decide.ts';

/**
 * What whoever has a document open is told has become other about it, each with what one has to be allowed to do to hear it. What is other,
 * the one who hears asks for.
 */
const HEARD_BY = {
  renamed: 'document.read',
  commented: 'document.readComments',
  chatted: 'document.readChat',
  met: 'document.readMeeting',
  gathered: 'document.read',
} as const satisfies Record<string, Action>;

/** That something about a document is other than it was. */
export type News = keyof typeof HEARD_BY;

/** All of {@link News}. */
export const NEWS = Object.keys(HEARD_BY) as News[];

/** Whether it is one of {@link NEWS}. */
export function isNews(type: string): type is News {
  return Object.hasOwn(HEARD_BY, type);
}

/** The news that somebody may hear. */
export function newsFor(may: (action: Action) => boolean): ReadonlySet<News> {
  return new Set(NEWS.filter((news) => may(HEARD_BY[news])));
}
