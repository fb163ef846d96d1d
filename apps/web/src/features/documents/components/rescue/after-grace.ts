/** Milliseconds in which something can be undone. */
const GRACE = 10_000;

/** Something that is about to be done. */
export interface Pending {
  /** It is not done after all. */
  undo(): void;
  /** Nobody can undo it any more: it is done at once. */
  end(): void;
}

/** Does something once nobody has undone it for a while. */
export function afterGrace(act: () => void): Pending {
  let isOpen = true;
  const end = () => {
    clearTimeout(timer);
    if (!isOpen) return;
    isOpen = false;
    act();
  };
  const timer = setTimeout(end, GRACE);
  return {
    end,
    undo() {
      isOpen = false;
      clearTimeout(timer);
    },
  };
}
