import { CircleCheck } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import type { Place } from '#components/frame/nav-link.tsx';
import { MY_TASKS_PATH } from '#lib/paths.ts';

/** One's own tasks among the places. */
export async function myTasksPlace(): Promise<Place> {
  const t = await getTranslations('tasks.mine');
  return { href: MY_TASKS_PATH, label: t('title'), icon: <CircleCheck aria-hidden size={18} />, covers: [] };
}
