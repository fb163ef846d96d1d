/** One of the choices of a {@link SegmentedControl}. */
interface Segment {
  value: string;
  label: string;
  /** The language of the label where it is not the page's. */
  lang?: string;
}

/** A few choices side by side, each a submit button of the form around it: choosing one sends `name` at once. */
export function SegmentedControl({
  name,
  label,
  chosen,
  options,
}: {
  name: string;
  label: string;
  chosen: string;
  options: Segment[];
}) {
  return (
    <fieldset className="grid auto-cols-fr grid-flow-col gap-0.5 rounded-base border border-line bg-sunken p-0.5">
      <legend className="sr-only">{label}</legend>
      {options.map(({ value, label: text, lang }) => (
        <button
          key={value}
          type="submit"
          name={name}
          value={value}
          lang={lang}
          aria-pressed={value === chosen}
          className="flex h-7.5 min-w-0 items-center justify-center rounded-small px-2.5 text-small text-ink-soft hover:text-ink aria-pressed:bg-raised aria-pressed:font-medium aria-pressed:text-ink aria-pressed:outline aria-pressed:outline-line aria-pressed:-outline-offset-1 focus-visible:outline-2 focus-visible:outline-ink focus-visible:outline-offset-1"
        >
          <span className="truncate">{text}</span>
        </button>
      ))}
    </fieldset>
  );
}
