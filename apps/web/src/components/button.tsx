import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { type Appearance, appearance, PlainButton } from './plain-button.tsx';

export type ButtonLook = NonNullable<Appearance['look']>;
export type ButtonSize = NonNullable<Appearance['size']>;

/** A button; `type` is "button" unless said otherwise. */
export function Button(props: ComponentProps<typeof PlainButton>) {
  return <PlainButton {...props} />;
}

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
