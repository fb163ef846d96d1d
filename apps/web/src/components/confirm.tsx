import { type ReactNode, useId } from 'react';
import { Button } from './button.tsx';
import { Popover } from './popover.tsx';

/** Asks once more, beside the button, before something that can't be undone. `children` is the form that does it. */
export function Confirm({
  trigger,
  question,
  align = 'end',
  children,
}: {
  /** What the button says; `name` tells it from others of its kind. */
  trigger: { text: string; name: string };
  question: ReactNode;
  align?: 'start' | 'end';
  children: ReactNode;
}) {
  const id = useId();
  return (
    <>
      <Button look="quiet" size="small" popoverTarget={id} aria-label={trigger.name}>
        {trigger.text}
      </Button>
      <Popover id={id} label={trigger.name} align={align}>
        <div className="flex flex-col gap-3 p-2">
          <p>{question}</p>
          {children}
        </div>
      </Popover>
    </>
  );
}
