'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Confirm } from '#components/confirm.tsx';

/** A link as a QR code, for a projector or a poster; made in the browser when it is asked for. */
export function QrButton({ url }: { url: string }) {
  const t = useTranslations('shares.qr');
  return (
    <Confirm trigger={{ text: t('show'), name: t('showName') }} question={t('about')} align="start">
      <QrCode url={url} label={t('code')} />
    </Confirm>
  );
}

function QrCode({ url, label }: { url: string; label: string }) {
  const [rows, setRows] = useState<boolean[][]>([]);
  useEffect(() => {
    let isGone = false;
    const make = async () => {
      const { encode } = await import('uqr');
      if (!isGone) setRows(encode(url, { ecc: 'M', border: 2 }).data);
    };
    make().catch(() => {});
    return () => {
      isGone = true;
    };
  }, [url]);
  const path = rows
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])))
    .join('');
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${rows.length || 1} ${rows.length || 1}`}
      shapeRendering="crispEdges"
      className="aspect-square w-full rounded-small bg-white"
    >
      <path d={path} fill="black" />
    </svg>
  );
}
