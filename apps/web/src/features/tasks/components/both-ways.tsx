import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { MY_CALENDAR_PATH, SETTINGS_PATH } from '#lib/paths.ts';

/** Says where else calendar programs are set up: such as change tasks, too. */
export function BothWays() {
  const t = useTranslations('tasks.calendar');
  const link = (path: string) => (words: React.ReactNode) => (
    <Link href={path} prefetch={false} className="underline">
      {words}
    </Link>
  );
  return (
    <p className="mt-8 text-ink-soft text-small">
      {t.rich('bothWays', { settings: link(`${SETTINGS_PATH}#app-passwords`), all: link(MY_CALENDAR_PATH) })}
    </p>
  );
}
