import { ButtonLink } from './button.tsx';
import { LinkSignal } from './frame/waiting.tsx';

/** The ways to the next page of a list and back to its first. */
export function PageLinks({
  path,
  cursor,
  next,
  labels,
}: {
  path: string;
  /** Where this page begins; undefined on the first. */
  cursor: string | undefined;
  /** Where the next begins; null on the last. */
  next: string | null;
  labels: { more: string; first: string };
}) {
  if (cursor === undefined && next === null) return null;
  return (
    <div className="mt-6 flex flex-wrap gap-2">
      {next !== null && (
        <ButtonLink href={`${path}?cursor=${encodeURIComponent(next)}`}>
          {labels.more}
          <LinkSignal shape="list" />
        </ButtonLink>
      )}
      {cursor !== undefined && (
        <ButtonLink look="quiet" href={path}>
          {labels.first}
          <LinkSignal shape="list" />
        </ButtonLink>
      )}
    </div>
  );
}
