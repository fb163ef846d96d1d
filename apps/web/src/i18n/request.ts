import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { chooseLocale, LOCALE_COOKIE } from './locale.ts';
import { MESSAGES } from './messages.ts';
import { chooseTimeZone, TIME_ZONE_COOKIE } from './time-zone.ts';

export default getRequestConfig(async () => {
  const jar = await cookies();
  const locale = chooseLocale({
    cookie: jar.get(LOCALE_COOKIE)?.value,
    acceptLanguage: (await headers()).get('accept-language'),
  });
  const timeZone = chooseTimeZone(jar.get(TIME_ZONE_COOKIE)?.value);
  return { locale, messages: MESSAGES[locale], timeZone, now: new Date() };
});
