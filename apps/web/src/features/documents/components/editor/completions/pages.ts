import type { DocumentId, WorkspaceId } from '@plenum/domain/ids';
import type { Completion } from './completion.ts';

/** What is said about a page that there is not yet. */
export interface NewPageWords {
  newPage(title: string): string;
  wantedPage(title: string): string;
  making: string;
  noAnswer: string;
}

/** Where somebody writes a link, and in which words they are offered a new page. */
export interface PageSurroundings {
  documentId: DocumentId;
  workspaceId: WorkspaceId;
  words: NewPageWords;
}

/**
 * `[[`: a link to another document of the workspace, by words in its title, or to a wiki page that is made for it. After a `!` the document is
 * shown there.
 */
export function pageCompletions(surroundings: PageSurroundings): Completion[] {
  return [true, false].map((isShown) => ({
    name: 'pages',
    trigger: isShown ? '![[' : '[[',
    pattern: isShown ? /!\[\[([^[\]\n\ufffc]{0,60})$/u : /\[\[([^[\]\n\ufffc]{0,60})$/u,
    least: 0,
    search: async (query, signal) =>
      (await import('./find-pages.ts')).findPages(surroundings, { query, signal, isShown }),
  }));
}
