import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { chooseLocale, LOCALE_COOKIE } from './locale.ts';
import { MESSAGES } from './messages.ts';

export default getRequestConfig(async () => {
  const locale = chooseLocale({
    cookie: (await cookies()).get(LOCALE_COOKIE)?.value,
    acceptLanguage: (await headers()).get('accept-language'),
  });
  return { locale, messages: MESSAGES[locale], timeZone: 'UTC', now: new Date() };
});
