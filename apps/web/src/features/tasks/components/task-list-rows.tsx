import { CalendarPlus, FileDown, FileSpreadsheet, Repeat2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { MenuDownload, MenuLink } from '#components/menu.tsx';
import { documentAgainPath, documentCalendarPath, tasksFilePath } from '#lib/paths.ts';

const FORMATS = ['csv', 'ics', 'json', 'markdown'] as const;

/** What the menu of a list of tasks has more than that of a text: its formats, where calendar programs read it, and where it is used again by whoever may make lists. */
export function TaskListRows({ documentId, mayMake }: { documentId: string; mayMake: boolean }) {
  const t = useTranslations('tasks');
  return (
    <>
      <MenuLink icon={CalendarPlus} href={documentCalendarPath(documentId)}>
        {t('calendar.title')}
      </MenuLink>
      {mayMake && (
        <MenuLink icon={Repeat2} href={documentAgainPath(documentId)}>
          {t('again.title')}
        </MenuLink>
      )}
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
