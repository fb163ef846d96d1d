/** Names of keys that are not written on every keyboard alike. */
export interface KeyNames {
  control: string;
  shift: string;
}

/** A ProseMirror key name (`Mod-Shift-7`) as it is written on a person's keyboard (`Ctrl+Shift+7`, `⇧⌘7`). */
export function shortcutText({
  keys,
  names,
  apple,
}: {
  keys: string;
  names: KeyNames;
  apple: boolean;
}): string {
  const parts = keys.split('-');
  const last = parts.pop() ?? '';
  const key = NAMED[last] ?? last.toUpperCase();
  const held = apple ? APPLE_ORDER.filter((part) => parts.includes(part)) : parts;
  const written = held.map((part) => WRITTEN[part]?.(apple, names) ?? part);
  return [...written, key].join(apple ? '' : '+');
}

/** Keys with names of their own, as they are written on keyboards. */
const NAMED: Record<string, string> = { Escape: 'Esc' };

/** As Apple writes them (Human Interface Guidelines, "Keyboards"). */
const APPLE_ORDER = ['Alt', 'Shift', 'Mod'];

const WRITTEN: Record<string, (apple: boolean, names: KeyNames) => string> = {
  Mod: (apple, { control }) => (apple ? '⌘' : control),
  Alt: (apple) => (apple ? '⌥' : 'Alt'),
  Shift: (apple, { shift }) => (apple ? '⇧' : shift),
};

/** Whether this browser's keyboard has a command key. */
export function hasCommandKey(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}
