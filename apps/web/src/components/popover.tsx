import type { ReactNode } from 'react';

/**
 * An overlay that a button with the same `popoverTarget` opens, with or without scripting. The browser closes it on
 * Escape and on a press elsewhere, and hangs it on the button that opened it.
 */
export function Popover({
  id,
  label,
  align = 'start',
  side = 'below',
  children,
}: {
  id: string;
  label: string;
  align?: 'start' | 'end';
  side?: 'below' | 'above';
  children: ReactNode;
}) {
  return (
    <div
      id={id}
      popover="auto"
      role="group"
      aria-label={label}
      data-align={align}
      data-side={side}
      className="popover"
    >
      {children}
    </div>
  );
}
