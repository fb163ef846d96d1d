import type { JSONContent } from '@tiptap/core';
import { makeLinkedPage } from '../../../actions.ts';
import type { CompletionOption } from './completion.ts';
import type { PageSurroundings } from './pages.ts';
import { takeMade } from './take-made.ts';

/** How many are offered at once, and milliseconds until asking is given up, and making one. */
const [MOST, PATIENCE, MAKING] = [12, 10_000, 60_000];

/** Documents whose titles have some words, the page of that title that could be made last; where they are to be shown only those that there are. */
export async function findPages(
  surroundings: PageSurroundings,
  { query, signal, isShown }: { query: string; signal: AbortSignal; isShown: boolean },
): Promise<CompletionOption[]> {
  const asked = new URLSearchParams({ title: query, limit: String(MOST) });
  const answer = await fetch(`/api/v1/workspaces/${surroundings.workspaceId}/documents?${asked}`, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]),
  });
  if (!answer.ok) return [];
  const { items }: { items: { id: string; title: string }[] } = await answer.json();
  const found: CompletionOption[] = items.map(({ id, title }) => ({
    id,
    label: title,
    apply: (chain) => chain.insertContent(isShown ? placeOf(id) : linkTo(id, title)),
  }));
  const title = query.trim();
  const isThere = items.some((one) => one.title.toLocaleLowerCase() === title.toLocaleLowerCase());
  if (title === '' || isThere || isShown) return found;
  return [...found, newPage(surroundings, title), wantedPage(surroundings, title)];
}

function wantedPage({ words }: PageSurroundings, title: string): CompletionOption {
  return {
    id: 'wanted',
    symbol: '?',
    label: words.wantedPage(title),
    apply: (chain) => chain.insertContent(linkTo(null, title)),
  };
}

function newPage({ documentId, words }: PageSurroundings, title: string): CompletionOption {
  return {
    id: 'new',
    symbol: '+',
    label: words.newPage(title),
    take: (editor) =>
      takeMade(editor, {
        meanwhile: words.making,
        async make() {
          const form = new FormData();
          form.set('documentId', documentId);
          form.set('title', title);
          const silence = new Promise<null>((resolve) => setTimeout(resolve, MAKING, null));
          const state = await Promise.race([makeLinkedPage(null, form), silence]).catch(() => null);
          if (state?.status === 'done') return { content: linkTo(state.result.id, state.result.title) };
          return { problem: state === null ? words.noAnswer : (state.fields.title ?? state.message) };
        },
      }),
  };
}

/** Where a document is shown, and a line to go on in. */
function placeOf(documentId: string): JSONContent[] {
  return [{ type: 'transclusion', attrs: { documentId } }, { type: 'paragraph' }];
}

function linkTo(documentId: string | null, label: string): JSONContent[] {
  return [
    { type: 'documentLink', attrs: { documentId, label } },
    { type: 'text', text: ' ' },
  ];
}
