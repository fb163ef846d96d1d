import { CircleAlert } from 'lucide-react';

/** What is wrong, beside the control that it is about. */
export function Problem({ id, role, children }: { id?: string; role?: 'alert'; children: string }) {
  return (
    <p id={id} role={role} className="flex gap-1.5 font-medium text-small">
      <CircleAlert aria-hidden size={15} className="mt-0.5 shrink-0" />
      {children}
    </p>
  );
}
