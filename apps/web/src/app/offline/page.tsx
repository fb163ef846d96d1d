import { HardDrive } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Frame } from '#components/frame/frame.tsx';
import { Wordmark } from '#components/wordmark.tsx';
import { OfflinePage } from '#features/documents/components/offline/offline-page.tsx';
import { OnlyHere } from '#features/documents/components/rescue/only-here.tsx';
import { TaskList } from '#features/tasks/client.tsx';
import { OFFLINE_PATH } from '#lib/paths.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('documents.offline'))('places') };
}

/**
 * What the service worker shows in place of a page without a network. The same for everybody and without anybody's data: what
 * it shows it reads from this device.
 */
export default async function Page() {
  const t = await getTranslations('documents.offline');
  const here = {
    href: OFFLINE_PATH,
    label: t('places'),
    icon: <HardDrive aria-hidden size={18} />,
    covers: [],
  };
  return (
    <Frame head={<Wordmark />} places={[here]} shortcuts={[here]} foot={null}>
      <OnlyHere />
      <OfflinePage list={<TaskList html="" others={null} load={null} />} />
    </Frame>
  );
}
