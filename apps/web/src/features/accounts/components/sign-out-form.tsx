'use client';

import { type ReactNode, useRef } from 'react';
import { useClearing } from '#features/documents/components/device/use-clearing.tsx';
import { SIGN_OUT_PATH } from '#lib/paths.ts';

/**
 * Signs out by a plain form, so that the browser leaves the page with all that it holds. With scripting it first asks where edits
 * are only on this device, and deletes what is kept; the server's answer has the browser do so, too.
 */
export function SignOutForm({ children }: { children: ReactNode }) {
  const form = useRef<HTMLFormElement>(null);
  const { clear, dialog } = useClearing('signOut');
  return (
    <>
      <form
        ref={form}
        method="post"
        action={SIGN_OUT_PATH}
        onSubmit={(event) => {
          event.preventDefault();
          void clear().then((isClear) => isClear && form.current?.submit());
        }}
      >
        {children}
      </form>
      {dialog}
    </>
  );
}
