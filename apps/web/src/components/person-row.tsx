import type { ReactNode } from 'react';
import { Avatar } from './avatar.tsx';

/** A row of a list of people: who it is, and what holds for them or can be done. */
export function PersonRow({
  person,
  note,
  children,
}: {
  person: { displayName: string; username: string; colour: number };
  /** Beside the name, such as "you". */
  note?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b py-3 max-sm:grid max-sm:grid-cols-[auto_1fr]">
      <Avatar person={{ name: person.displayName, colour: person.colour }} />
      <div className="min-w-0 flex-1 basis-40">
        <p className="flex min-w-0 items-center gap-2">
          <span dir="auto" className="min-w-0 truncate font-medium">
            {person.displayName}
          </span>
          {note && <span className="shrink-0 text-ink-soft text-small">{note}</span>}
        </p>
        <p dir="auto" className="truncate text-ink-soft text-small text-left">
          {person.username}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-1 max-sm:col-start-2">{children}</div>
    </li>
  );
}
