/** Somebody as others see them; `colour` is an index into the author colours. */
export interface AvatarPerson {
  name: string;
  colour: number;
}

/**
 * Initials on a person's colour. It says nothing that the name beside it doesn't, so it is hidden from screen readers, and
 * the letters are drawn by CSS so that they are no part of any label.
 */
export function Avatar({ person, size = 'medium' }: { person: AvatarPerson; size?: 'small' | 'medium' }) {
  return (
    <span
      aria-hidden
      data-author={person.colour}
      data-initials={initials(person.name)}
      className={`grid shrink-0 select-none place-items-center rounded-full bg-author font-semibold text-on-author before:content-[attr(data-initials)] ${size === 'small' ? 'size-6 text-[0.625rem]' : 'size-8 text-[0.75rem]'}`}
    />
  );
}

/** First letters of the first and the last word, as people read them (grapheme clusters, not code units). */
export function initials(name: string): string {
  const words = name.trim().split(/[\s._-]+/u);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(firstLetter);
  return letters.join('').toLocaleUpperCase();
}

function firstLetter(word: string | undefined): string {
  const [first] = new Intl.Segmenter().segment(word ?? '');
  return first?.segment ?? '';
}
