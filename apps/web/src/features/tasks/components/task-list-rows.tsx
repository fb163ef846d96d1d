import { CalendarPlus, FileDown, FileSpreadsheet } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { MenuDownload, MenuLink } from '#components/menu.tsx';
import { documentCalendarPath, tasksFilePath } from '#lib/paths.ts';

const FORMATS = ['csv', 'ics', 'json', 'markdown'] as const;

/** What the menu of a list of tasks has more than that of a text: its formats, and where calendar programs read it. */
export function TaskListRows({ documentId }: { documentId: string }) {
  const t = useTranslations('tasks');
  return (
    <>
      <MenuLink icon={CalendarPlus} href={documentCalendarPath(documentId)}>
        {t('calendar.title')}
      </MenuLink>
      {FORMATS.map((format) => (
        <MenuDownload
          key={format}
          icon={format === 'csv' ? FileSpreadsheet : FileDown}
          href={tasksFilePath(documentId, format)}
        >
          {t(`export.${format}`)}
        </MenuDownload>
      ))}
    </>
  );
}
