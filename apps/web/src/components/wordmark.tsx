import { useTranslations } from 'next-intl';

const SEATS = Array.from({ length: 8 }, (_, seat) => {
  const angle = (seat / 8) * 2 * Math.PI;
  return { x: 16 + 10.5 * Math.sin(angle), y: 16 - 10.5 * Math.cos(angle) };
});

/** The product's name beside its mark: seats in a ring. */
export function Wordmark() {
  const t = useTranslations('common');
  return (
    <span className="inline-flex items-center gap-2 font-semibold text-lead tracking-tight">
      <svg aria-hidden viewBox="0 0 32 32" className="size-6 fill-current">
        {SEATS.map(({ x, y }) => (
          <circle key={`${x} ${y}`} cx={x.toFixed(2)} cy={y.toFixed(2)} r="3.1" />
        ))}
      </svg>
      {t('product')}
    </span>
  );
}
