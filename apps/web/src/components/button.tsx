import Link from 'next/link';
import type { ReactNode } from 'react';
import { type Appearance, appearance } from './plain-button.tsx';

export { Button, type ButtonLook, type ButtonSize } from './plain-button.tsx';

type ButtonLinkProps = Appearance & {
  href: string;
  children: ReactNode;
  /** Loads anew, for an address that is a route and not a page. */
  reload?: boolean;
};

/** A link that looks like a button. */
export function ButtonLink({ look, size, wide, square, reload = false, ...rest }: ButtonLinkProps) {
  const className = appearance({ look, size, wide, square });
  return reload ? (
    <a {...rest} className={className} />
  ) : (
    <Link {...rest} prefetch={false} className={className} />
  );
}
