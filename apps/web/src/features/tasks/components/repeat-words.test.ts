import { createFormatter, createTranslator } from 'next-intl';
import { describe, expect, test } from 'vitest';
import { MESSAGES } from '#i18n/messages.ts';
import { repeatInWords } from './repeat-words.ts';

function words(locale: 'en' | 'de', rule: string, afterDone: boolean): string {
  const t = createTranslator({ locale, messages: MESSAGES[locale], namespace: 'tasks.repeatWords' });
  const format = createFormatter({ locale });
  return repeatInWords({ rule, afterDone }, { t, locale, list: (names) => format.list(names) });
}

describe('how often a task comes again', () => {
  test.each([
    ['FREQ=DAILY', false, 'every day', 'jeden Tag'],
    ['FREQ=WEEKLY;INTERVAL=2', false, 'every 2 weeks', 'alle 2 Wochen'],
    ['FREQ=WEEKLY;BYDAY=MO', false, 'every week on Monday', 'jede Woche am Montag'],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE,MO',
      false,
      'every 2 weeks on Mon and Wed',
      'alle 2 Wochen am Mo und Mi',
    ],
    ['FREQ=MONTHLY;BYDAY=-1FR', false, 'on the last Friday of each month', 'am letzten Freitag jedes Monats'],
    [
      'FREQ=MONTHLY;BYDAY=2TU',
      false,
      'on the second Tuesday of each month',
      'am zweiten Dienstag jedes Monats',
    ],
    [
      'FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO',
      false,
      'every 3 months on the first Monday',
      'alle 3 Monate am ersten Montag',
    ],
    ['FREQ=MONTHLY;BYMONTHDAY=22', false, 'on the 22nd of each month', 'am 22. jedes Monats'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', false, 'on the last day of each month', 'am letzten Tag jedes Monats'],
    ['FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1', false, 'every year on 1 March', 'jedes Jahr am 1. März'],
    ['FREQ=DAILY;INTERVAL=3', true, '3 days after it is done', '3 Tage nach dem Erledigen'],
    ['FREQ=MONTHLY', true, 'a month after it is done', 'einen Monat nach dem Erledigen'],
    [
      'FREQ=WEEKLY;BYDAY=MO',
      true,
      'every week on Monday, counted from when it is done',
      'jede Woche am Montag, gerechnet ab dem Erledigen',
    ],
    ['FREQ=DAILY;COUNT=5', false, 'every day, 5 more times', 'jeden Tag, noch 5-mal'],
    ['FREQ=DAILY;COUNT=1', false, 'every day, once more', 'jeden Tag, noch einmal'],
    [
      'FREQ=WEEKLY;UNTIL=20261224T120000Z',
      false,
      'every week, until Thu, 24 December 2026',
      'jede Woche, bis Do., 24. Dezember 2026',
    ],
    ['FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1', false, 'by its own rule', 'nach eigener Regel'],
    ['FREQ=DAILY;BYMONTH=12', false, 'by its own rule', 'nach eigener Regel'],
    ['FREQ=MONTHLY;BYMONTHDAY=1,15', false, 'by its own rule', 'nach eigener Regel'],
    ['nonsense', false, 'by its own rule', 'nach eigener Regel'],
  ])('TASK-470 %s is said in words', (rule, afterDone, english, german) => {
    expect([words('en', rule, afterDone), words('de', rule, afterDone)]).toEqual([english, german]);
  });
});
