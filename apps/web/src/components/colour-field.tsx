import { useTranslations } from 'next-intl';

/** Chooses one of the author colours, each under a name of its own. */
export function ColourField({ chosen, narrow = false }: { chosen: number; narrow?: boolean }) {
  const t = useTranslations('common.colours');
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">{t('label')}</legend>
      <div className={`grid w-fit grid-cols-6 gap-1 ${narrow ? '' : 'sm:grid-cols-12'}`}>
        {COLOURS.map((name, colour) => (
          <label key={name} title={t(name)} className="relative grid size-10 place-items-center">
            <input
              type="radio"
              name="colour"
              value={colour}
              defaultChecked={colour === chosen}
              aria-label={t(name)}
              data-author={colour}
              className="size-7 cursor-pointer appearance-none rounded-full bg-author checked:outline-2 checked:outline-ink checked:outline-offset-3 focus-visible:outline-2 focus-visible:outline-ink focus-visible:outline-offset-3"
            />
          </label>
        ))}
      </div>
      <p className="mt-1.5 text-ink-soft text-small">{t('hint')}</p>
    </fieldset>
  );
}

const COLOURS = [
  'raspberry',
  'rust',
  'ochre',
  'olive',
  'moss',
  'fir',
  'teal',
  'petrol',
  'blue',
  'iris',
  'violet',
  'magenta',
] as const;
