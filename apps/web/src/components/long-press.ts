/** Milliseconds for which a finger rests before that is a long press, as phones have it. */
const REST = 500;

/** Pixels within which a finger rests that moves a little, as fingers do. */
const STILL = 10;

/**
 * Tells of a finger that rests within an element, where `isFor` says that this is for it. Such a press is nothing else: no tap, and not the
 * browser's own menu. A finger that moves scrolls; a second one, the mouse and a pen do as they always do.
 * @returns what ends it
 */
export function onLongPress(
  element: HTMLElement,
  {
    isFor,
    onPress,
    onLift,
  }: {
    isFor: (press: PointerEvent) => boolean;
    onPress: (press: PointerEvent) => void;
    /** The finger that has pressed is gone. */
    onLift?: () => void;
  },
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let resting: PointerEvent | null = null;
  let isPressed = false;
  const forget = () => {
    clearTimeout(timer);
    resting = null;
  };
  const press = () => {
    clearTimeout(timer);
    if (!resting || isPressed) return;
    isPressed = true;
    onPress(resting);
  };
  const begin = (event: PointerEvent) => {
    forget();
    isPressed = false;
    if (event.pointerType !== 'touch' || !event.isPrimary || !isFor(event)) return;
    resting = event;
    if (event.target) awaitLift(event.target);
    timer = setTimeout(press, REST);
  };
  const move = ({ clientX, clientY }: PointerEvent) => {
    if (resting && Math.hypot(clientX - resting.clientX, clientY - resting.clientY) > STILL) forget();
  };
  // Some browsers find out by themselves that a finger rests, and sooner where somebody set them up so: then they open a menu or drag.
  const instead = (event: Event) => {
    if (!resting) return;
    event.preventDefault();
    press();
  };
  const lift = (event: TouchEvent) => {
    if (isPressed && event.touches.length === 0) {
      event.preventDefault();
      onLift?.();
    }
    isPressed = false;
    forget();
  };
  /** Where the finger came down it also lifts, even when that has left the page by then and something else lies below the finger. */
  const awaitLift = (target: EventTarget) => {
    const until = new AbortController();
    const options = { passive: false, signal: until.signal };
    const end = (event: Event) => {
      if (!(event instanceof TouchEvent)) return;
      lift(event);
      if (event.touches.length === 0) until.abort();
    };
    // Not passive: what follows a touch otherwise is the tap.
    target.addEventListener('touchend', end, options);
    target.addEventListener('touchcancel', end, options);
  };
  element.addEventListener('pointerdown', begin);
  element.addEventListener('pointermove', move);
  element.addEventListener('pointercancel', forget);
  element.addEventListener('contextmenu', instead);
  element.addEventListener('dragstart', instead);
  return () => {
    forget();
    element.removeEventListener('pointerdown', begin);
    element.removeEventListener('pointermove', move);
    element.removeEventListener('pointercancel', forget);
    element.removeEventListener('contextmenu', instead);
    element.removeEventListener('dragstart', instead);
  };
}
