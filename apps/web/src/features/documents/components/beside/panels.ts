import type { ReactNode } from 'react';

/** What may stand beside the text, in the order of the buttons. */
export const PANELS = ['comments', 'chat', 'meeting', 'task'] as const;

/** One of {@link PANELS}. */
export type Panel = (typeof PANELS)[number];

/**
 * The panels of a page, each within `useOpenDocument`; without those that the one who looks may not see. What the body of a
 * page shows itself is `true`.
 */
export type Panels = Partial<Record<Panel, ReactNode>>;
