import { useTranslations } from 'next-intl';
import { ListSkeleton } from '../skeleton.tsx';

/** What a page mostly consists of. */
export type Shape = 'list' | 'text';

const LINES = ['w-4/5', 'w-full', 'w-3/5', 'w-11/12', 'w-2/3'];

/** A page that is on its way: its bar, its title and what it mostly consists of, in their measures. */
export function PageSkeleton({ shape }: { shape: Shape }) {
  return (
    <>
      <div className={`h-14 shrink-0 ${shape === 'list' ? 'max-md:hidden' : ''}`} />
      <div className="mx-auto w-full max-w-(--column) flex-1 px-5 pt-6 md:px-8 md:pt-10">
        <div aria-hidden className="mb-8 flex h-10 items-center">
          <span className="skeleton h-7 w-52" />
        </div>
        {shape === 'list' ? <ListSkeleton /> : <TextSkeleton />}
      </div>
    </>
  );
}

function TextSkeleton() {
  const t = useTranslations('common');
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">{t('loading')}</span>
      {LINES.map((width) => (
        <span key={width} aria-hidden className={`skeleton h-4 ${width}`} />
      ))}
    </div>
  );
}
