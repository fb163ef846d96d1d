'use client';

import { useTranslations } from 'next-intl';
import { Confirm } from '#components/confirm.tsx';
import { QrCode } from '#components/qr-code.tsx';

/** A link as a QR code, for a projector or a poster; made in the browser when it is asked for. */
export function QrButton({ url }: { url: string }) {
  const t = useTranslations('shares.qr');
  return (
    <Confirm trigger={{ text: t('show'), name: t('showName') }} question={t('about')} align="start">
      <QrCode text={url} label={t('code')} />
    </Confirm>
  );
}
