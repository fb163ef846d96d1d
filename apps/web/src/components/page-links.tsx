import { ButtonLink } from './button.tsx';
import { LinkSignal } from './frame/waiting.tsx';

/** A page's address with what is asked of it; what is undefined or empty is left out. */
export function addressOf(path: string, query: Record<string, string | undefined>): string {
  const said = Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return said.length > 0 ? `${path}?${new URLSearchParams(said)}` : path;
}

/** The ways to the next page of a list and back to its first. */
export function PageLinks({
  path,
  query = {},
  cursor,
  next,
  labels,
}: {
  path: string;
  /** What else the address says; what is undefined is left out. */
  query?: Record<string, string | undefined>;
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
        <ButtonLink href={addressOf(path, { ...query, cursor: next })}>
          {labels.more}
          <LinkSignal shape="list" />
        </ButtonLink>
      )}
      {cursor !== undefined && (
        <ButtonLink look="quiet" href={addressOf(path, query)}>
          {labels.first}
          <LinkSignal shape="list" />
        </ButtonLink>
      )}
    </div>
  );
}
