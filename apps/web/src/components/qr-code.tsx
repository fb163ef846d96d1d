'use client';

import { useEffect, useState } from 'react';

/** A text as a QR code, made in the browser when it is shown. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const [rows, setRows] = useState<boolean[][]>([]);
  useEffect(() => {
    let isGone = false;
    const make = async () => {
      const { encode } = await import('uqr');
      if (!isGone) setRows(encode(text, { ecc: 'M', border: 2 }).data);
    };
    make().catch(() => {});
    return () => {
      isGone = true;
    };
  }, [text]);
  const path = rows
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])))
    .join('');
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${rows.length || 1} ${rows.length || 1}`}
      shapeRendering="crispEdges"
      className="aspect-square w-full rounded-small"
    >
      {/* Black on white in every theme: cameras need it. */}
      <rect width="100%" height="100%" fill="white" />
      <path d={path} fill="black" />
    </svg>
  );
}
