import { Children, type ReactNode } from 'react';
import { Button } from './button.tsx';

/** Fields in a row that ask for some of a list by the address of its page; works without scripting. */
export function FilterForm({
  path,
  label,
  submit,
  hidden = {},
  children,
}: {
  path: string;
  /** What it is for, for whoever does not see it. */
  label: string;
  /** What its button says. */
  submit: string;
  /** What is asked for besides. */
  hidden?: Record<string, string | undefined>;
  children: ReactNode;
}) {
  return (
    <search aria-label={label}>
      <form action={path} className="mt-2 mb-6 flex flex-wrap items-end gap-3">
        {Object.entries(hidden).map(
          ([name, value]) =>
            value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
        )}
        {Children.map(children, (field) => field && <div className="min-w-0 flex-1 basis-40">{field}</div>)}
        <Button type="submit">{submit}</Button>
      </form>
    </search>
  );
}
