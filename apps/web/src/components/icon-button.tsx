import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';

/** A square button with an icon and a name; the name is also its tooltip. */
export function IconButton({
  icon: Icon,
  label,
  type = 'button',
  ...rest
}: { icon: LucideIcon; label: string } & Omit<
  ComponentProps<'button'>,
  'className' | 'style' | 'children' | 'title' | 'aria-label'
>) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      {...rest}
      className="grid size-9 shrink-0 place-items-center rounded-base text-ink-soft transition-colors enabled:hover:bg-hover enabled:hover:text-ink aria-pressed:bg-pressed aria-pressed:text-ink aria-disabled:opacity-50 disabled:opacity-50"
    >
      <Icon aria-hidden size={18} />
    </button>
  );
}
