'use client';

import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { late } from '#lib/late.tsx';
import type { DrawnTree } from './page-tree.tsx';

type Props = DrawnTree & { children: ReactNode };

// Nothing of it may come before the first letter of a document: until then the server's list stands there.
const Tree = late<Props>(
  async () => (await import('./page-tree.tsx')).PageTree,
  ({ children }) => children,
);

/** The tree beside every page but the one that shows it whole. */
export function RailTree(props: Props) {
  return usePathname() === props.path ? null : <Tree {...props} />;
}
