import { TableOfContents } from '@plenum/editor/schema/contents';
import { ChildPages, Transclusion } from '@plenum/editor/schema/shown-pages';
import { DOMSerializer } from '@tiptap/pm/model';
import type { ViewWords } from './views.ts';

/**
 * Blocks of which the text has the place alone, with views whose code comes when a document has one. Until then they show what the server
 * has written there.
 */
export function lateViews(words: ViewWords) {
  const late = (type: typeof ChildPages) =>
    type.extend({
      addNodeView:
        () =>
        ({ editor, node }) => {
          const { dom } = DOMSerializer.renderSpec(document, node.type.spec.toDOM?.(node) ?? ['div']);
          if (!(dom instanceof HTMLElement)) return { dom };
          const { className, dataset } = dom;
          dom.contentEditable = 'false';
          const { page, block, levels } = dataset;
          for (const one of document.querySelectorAll<HTMLElement>(`.prose .${className}`)) {
            const { dataset: of } = one;
            if (of.page !== page || of.block !== block || of.levels !== levels) continue;
            dom.append(...(one.cloneNode(true) as HTMLElement).childNodes);
            break;
          }
          let stop: (() => void) | null = () => {};
          import('./views.ts')
            .then(({ showIn }) => {
              if (stop) stop = showIn(dom, { editor, node, words });
            })
            .catch(() => {});
          return {
            dom,
            ignoreMutation: () => true,
            destroy() {
              stop?.();
              stop = null;
            },
          };
        },
    });
  return {
    tableOfContents: late(TableOfContents),
    transclusion: late(Transclusion),
    childPages: late(ChildPages),
  };
}
