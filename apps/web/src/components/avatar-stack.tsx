import { useTranslations } from 'next-intl';
import { Avatar, type AvatarPerson } from './avatar.tsx';

/**
 * Who is here, overlapping; beyond `most` a number stands for the rest. The list of names is the accessible text.
 * @param count how many there are, where `people` are only some of them.
 */
export function AvatarStack({
  people,
  most = 4,
  count = people.length,
}: {
  people: (AvatarPerson & { id: string })[];
  most?: number;
  count?: number;
}) {
  const t = useTranslations('common.people');
  if (people.length === 0) return null;
  const shown = people.slice(0, count > most ? most - 1 : most);
  const names = [...people.map(({ name }) => name), ...(count > people.length ? ['…'] : [])].join(', ');
  return (
    <div role="img" aria-label={t('present', { count, names })} title={names} className="flex ps-1">
      {shown.map(({ id, ...person }) => (
        <span key={id} className="-ms-1 rounded-full ring-2 ring-paper">
          <Avatar person={person} size="small" />
        </span>
      ))}
      {count > shown.length && (
        <span className="-ms-1 grid h-6 min-w-6 place-items-center rounded-full bg-pressed px-1.5 font-medium text-[0.6875rem] ring-2 ring-paper">
          +{count - shown.length}
        </span>
      )}
    </div>
  );
}
