'use server';

import { cookies } from 'next/headers';
import { env } from '#env.ts';
import { isLocale, LOCALE_COOKIE } from '#i18n/locale.ts';
import { isTheme, THEME_COOKIE } from './theme.ts';

/** Remembers the theme named by the form's `theme` in this browser. */
export async function chooseTheme(form: FormData): Promise<void> {
  const theme = form.get('theme');
  if (isTheme(theme)) await remember(THEME_COOKIE, theme);
}

/** Remembers the language named by the form's `locale` in this browser. */
export async function chooseLanguage(form: FormData): Promise<void> {
  const locale = String(form.get('locale'));
  if (isLocale(locale)) await remember(LOCALE_COOKIE, locale);
}

async function remember(name: string, value: string): Promise<void> {
  (await cookies()).set(name, value, {
    path: '/',
    maxAge: 365 * 24 * 60 * 60,
    sameSite: 'lax',
    httpOnly: true,
    secure: env().PUBLIC_URL.startsWith('https:'),
  });
}
