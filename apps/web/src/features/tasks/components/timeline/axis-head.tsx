'use client';

import { useLocale } from 'next-intl';
import { memo } from 'react';
import { type Axis, monthsOf, weeksOf } from './axis.ts';
import { placeOn } from './place-on.ts';

/** The months of the axis and the days on which its weeks begin. */
export const AxisHead = memo(function AxisHead({ axis }: { axis: Axis }) {
  const locale = useLocale();
  const name = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return (
    <div aria-hidden className="timeline-head">
      <div className="timeline-corner" />
      <div className="timeline-scale">
        {monthsOf(axis).map(({ month, ...span }) => (
          <span key={month} ref={placeOn(span)} className="timeline-month">
            <span>{name.format(new Date(`${month}-01`))}</span>
          </span>
        ))}
        {weeksOf(axis).map(({ day, at }) => (
          <span key={day} ref={placeOn({ at, length: 7 })} className="timeline-week">
            {Number(day.slice(8))}
          </span>
        ))}
      </div>
    </div>
  );
});
