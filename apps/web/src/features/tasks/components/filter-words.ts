/** The filters that many ask for, as they are written in either language. */
export const COMMON_FILTERS = {
  en: { today: 'due:today', overdue: 'due:overdue', week: 'due:this-week', doneLately: 'is:done' },
  de: {
    today: 'fällig:heute',
    overdue: 'fällig:überfällig',
    week: 'fällig:diese-woche',
    doneLately: 'ist:erledigt',
  },
} as const;

/** What a filter can say, as it is written in either language. */
export const FILTER_TERMS = {
  en: {
    label: '#flyer',
    priority: '!1',
    due: 'due:today, due:overdue, due:this-week, due:none',
    before: 'due:<2026-12-01',
    place: 'in:"Food Coop"',
    self: '@me',
    done: 'is:done',
    not: '-#flyer',
  },
  de: {
    label: '#flyer',
    priority: '!1',
    due: 'fällig:heute, fällig:überfällig, fällig:diese-woche, fällig:ohne',
    before: 'fällig:<1.12.2026',
    place: 'in:"Food Coop"',
    self: '@ich',
    done: 'ist:erledigt',
    not: '-#flyer',
  },
} as const;
