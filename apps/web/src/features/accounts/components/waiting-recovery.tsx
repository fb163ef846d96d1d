import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Notice } from '#components/notice.tsx';
import { LocalTime } from '#components/time.tsx';

/** Tells whoever is signed in that their recovery code was given, and how to stop it. */
export function WaitingRecovery({ until, settingsHref }: { until: Date; settingsHref: string }) {
  const t = useTranslations('accounts.recoveryWait');
  return (
    <div className="px-5 pt-4">
      <Notice tone="problem">
        {t.rich('waiting', {
          time: () => <LocalTime at={until} />,
          link: (text) => (
            <Link href={settingsHref} prefetch={false} className="underline underline-offset-4">
              {text}
            </Link>
          ),
        })}
      </Notice>
    </div>
  );
}
