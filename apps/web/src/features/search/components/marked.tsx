import type { SnippetPart } from '@plenum/domain/search/snippet';

/** A text with what was looked for marked in it. */
export function Marked({ parts }: { parts: readonly SnippetPart[] }) {
  let at = 0;
  return parts.map(({ text, isMatch }) => {
    const key = at;
    at += text.length;
    return isMatch ? (
      <mark key={key} className="rounded-small bg-sunken font-semibold text-ink">
        {text}
      </mark>
    ) : (
      <span key={key}>{text}</span>
    );
  });
}
