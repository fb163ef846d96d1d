import type { Change } from '#lib/changes.ts';

const TAGS = { added: 'ins', removed: 'del', same: 'span', skipped: 'span' } as const;

/** How one text became another: what is new is underlined, what is gone struck through. */
export function TextChanges({ changes }: { changes: Change[] }) {
  return (
    <div dir="auto" className="wrap-anywhere whitespace-pre-wrap">
      {changes.map(({ kind, text }, place) => {
        const Tag = TAGS[kind];
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text are made anew whenever it changes
        return <Tag key={place}>{kind === 'skipped' ? ' … ' : text}</Tag>;
      })}
    </div>
  );
}
