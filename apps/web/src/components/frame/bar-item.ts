/** The look of the columns of a phone's bottom bar. */
export const BAR_ITEM =
  'group flex h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-[0.6875rem] leading-4 text-ink-soft';
