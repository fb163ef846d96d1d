import { type ReactNode, useId } from 'react';

/** A part of a page under its own heading. */
export function Section({
  title,
  about,
  children,
}: {
  title: string;
  about?: ReactNode;
  children?: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="mt-14 flex flex-col gap-6 break-words">
      <div>
        <h2 id={id} className="font-semibold text-heading">
          {title}
        </h2>
        {about && <p className="max-w-[60ch] text-ink-soft">{about}</p>}
      </div>
      {children}
    </section>
  );
}
