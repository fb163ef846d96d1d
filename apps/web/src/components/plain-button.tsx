import type { ComponentProps } from 'react';

/** `primary` is the one thing to do on a screen; there is at most one. */
type ButtonLook = 'primary' | 'secondary' | 'quiet';
/** `small` is 32 px high, `medium` 40 px. */
type ButtonSize = 'small' | 'medium';

/** How a button looks. */
export interface Appearance {
  look?: ButtonLook | undefined;
  size?: ButtonSize | undefined;
  /** Takes the whole width. */
  wide?: boolean | undefined;
  /** As wide as high, for an icon that has a name. */
  square?: boolean | undefined;
}

const SHAPE =
  'relative inline-flex shrink-0 select-none items-center justify-center gap-2 rounded-base font-medium whitespace-nowrap transition-colors disabled:opacity-50';
const SIZES: Record<ButtonSize, string> = { small: 'h-8 text-small', medium: 'h-10 text-base' };
const PADDING: Record<ButtonSize, string> = { small: 'px-3', medium: 'px-4' };
const SQUARES: Record<ButtonSize, string> = { small: 'w-8', medium: 'w-10' };
const LOOKS: Record<ButtonLook, string> = {
  primary: 'bg-accent text-on-accent enabled:hover:bg-accent-hover [a]:hover:bg-accent-hover',
  secondary: 'border border-line bg-raised text-ink enabled:hover:bg-hover [a]:hover:bg-hover',
  quiet: 'text-ink-soft enabled:hover:bg-hover enabled:hover:text-ink [a]:hover:bg-hover [a]:hover:text-ink',
};

/** The classes that make something look like a button. */
export function appearance({
  look = 'secondary',
  size = 'medium',
  wide = false,
  square = false,
}: Appearance): string {
  const breadth = square ? SQUARES[size] : PADDING[size];
  return `${SHAPE} ${SIZES[size]} ${breadth} ${LOOKS[look]} ${wide ? 'w-full' : ''}`;
}

type ButtonProps = Appearance & Omit<ComponentProps<'button'>, 'className' | 'style'>;

/** A button for pages that load nothing for links; `type` is "button" unless said otherwise. */
export function PlainButton({ look, size, wide, square, type = 'button', ...rest }: ButtonProps) {
  return <button type={type} {...rest} className={appearance({ look, size, wide, square })} />;
}
