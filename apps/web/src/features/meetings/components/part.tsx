import { type ReactNode, useId } from 'react';

/** A part of the panel under its own heading. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2 border-line border-t pt-4">
      <h3 id={id} className="font-semibold text-small">
        {title}
      </h3>
      {children}
    </section>
  );
}
