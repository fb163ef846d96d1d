import type { WorkspaceId } from '@plenum/domain/ids';
import { documentPath } from '#lib/paths.ts';
import type { Completion } from './completion.ts';

/** How many are offered at once, and milliseconds until asking is given up. */
const [MOST, PATIENCE] = [12, 10_000];

/** `[[`: a link to another document of the workspace, by words in its title. */
export function pageCompletion(workspaceId: WorkspaceId): Completion {
  return {
    name: 'pages',
    trigger: '[[',
    pattern: /\[\[([^[\]\n]{0,60})$/u,
    least: 0,
    async search(query, signal) {
      const asked = new URLSearchParams({ title: query, limit: String(MOST) });
      const answer = await fetch(`/api/v1/workspaces/${workspaceId}/documents?${asked}`, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]),
      });
      if (!answer.ok) return [];
      const { items }: { items: { id: string; title: string }[] } = await answer.json();
      return items.map(({ id, title }) => ({
        id,
        label: title,
        apply: (chain) => {
          const link = { type: 'link', attrs: { href: documentPath(id) } };
          return chain.insertContent([
            { type: 'text', text: title, marks: [link] },
            { type: 'text', text: ' ' },
          ]);
        },
      }));
    },
  };
}
