'use client';

import { LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormStatus } from 'react-dom';
import { Button, type ButtonLook, type ButtonSize } from './button.tsx';

/** Sends its form, and shows that it is being sent without changing its width. */
export function SubmitButton({
  children,
  pending = false,
  ...rest
}: {
  children: ReactNode;
  look?: ButtonLook;
  size?: ButtonSize;
  wide?: boolean;
  name?: string;
  value?: string;
  'aria-label'?: string;
  /** For forms that are sent by hand; a form's own action is noticed without it. */
  pending?: boolean;
}) {
  const busy = useFormStatus().pending || pending;
  return (
    <Button type="submit" aria-disabled={busy} aria-busy={busy} {...rest}>
      <span className={`inline-flex items-center gap-2 ${busy ? 'opacity-0' : ''}`}>{children}</span>
      {busy && <LoaderCircle aria-hidden size={18} className="absolute animate-spin" />}
    </Button>
  );
}
