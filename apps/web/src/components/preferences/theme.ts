import { cookies } from 'next/headers';

/** Light and dark override the system's choice. */
export const THEMES = ['system', 'light', 'dark'] as const;

/** One of {@link THEMES}. */
export type Theme = (typeof THEMES)[number];

/** The cookie that holds a person's choice, so that the server sends the right colours at once. */
export const THEME_COOKIE = 'plenum-theme';

/** Whether a value names one of {@link THEMES}. */
export function isTheme(value: unknown): value is Theme {
  return THEMES.some((theme) => theme === value);
}

/** The theme that this browser chose. */
export async function readTheme(): Promise<Theme> {
  const chosen = (await cookies()).get(THEME_COOKIE)?.value;
  return isTheme(chosen) ? chosen : 'system';
}
