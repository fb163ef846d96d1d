import type { LucideIcon } from 'lucide-react';
import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { LinkSignal } from './frame/waiting.tsx';

const ROW =
  'flex min-h-9 w-full min-w-0 items-center gap-2.5 rounded-small px-2.5 py-1.5 text-start text-base transition-colors hover:bg-hover aria-[current=true]:font-medium disabled:opacity-50';

interface RowContent {
  icon?: LucideIcon;
  children: ReactNode;
}

function Content({ icon: Icon, children }: RowContent) {
  return (
    <>
      {Icon && <Icon aria-hidden size={17} className="shrink-0 text-ink-soft" />}
      <span dir="auto" className="min-w-0 flex-1 truncate text-left">
        {children}
      </span>
    </>
  );
}

/** A row of a popover that does something; within a form, `type="submit"` sends it. */
export function MenuButton({
  icon,
  children,
  type = 'button',
  ...rest
}: RowContent & Omit<ComponentProps<'button'>, 'className' | 'style' | 'children'>) {
  return (
    <button type={type} {...rest} className={ROW}>
      <Content {...(icon && { icon })}>{children}</Content>
    </button>
  );
}

/** A row of a popover that leads somewhere; `current` marks where one is. */
export function MenuLink({
  icon,
  children,
  href,
  current = false,
}: RowContent & { href: string; current?: boolean }) {
  return (
    <Link href={href} prefetch={false} aria-current={current || undefined} className={ROW}>
      <Content {...(icon && { icon })}>{children}</Content>
      <LinkSignal shape="list" />
    </Link>
  );
}

/** A row of a popover that saves a file; the address is a route and not a page. */
export function MenuDownload({ icon, children, href }: RowContent & { href: string }) {
  return (
    <a href={href} download className={ROW}>
      <Content {...(icon && { icon })}>{children}</Content>
    </a>
  );
}

/** A row of a popover that leads to what is a route and not a page. */
export function MenuRoute({ icon, children, href }: RowContent & { href: string }) {
  return (
    <a href={href} className={ROW}>
      <Content {...(icon && { icon })}>{children}</Content>
    </a>
  );
}

/** A hairline between groups of rows. */
export function MenuDivider() {
  return <hr className="-mx-1.5 my-1.5 border-line" />;
}
