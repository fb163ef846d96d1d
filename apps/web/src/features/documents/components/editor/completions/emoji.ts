import type { Locale } from '#i18n/locale.ts';
import { type Completion, type CompletionOption, hasWordWith } from './completion.ts';

/** How many are offered at once. */
const MOST = 30;

/** An emoji with what it is called, as in emojibase's compact data. */
interface Emoji {
  unicode: string;
  label: string;
  tags?: string[];
}

let loading: Promise<readonly Emoji[]> | null = null;

/** `:` and two letters: an emoji, by its name in the reader's language. */
export function emojiCompletion(locale: Locale): Completion {
  return {
    name: 'emoji',
    trigger: ':',
    pattern: /(?:^|\s):([\p{L}\p{N}_+-]{1,24})$/u,
    least: 2,
    async search(query) {
      loading ??= load(locale);
      const all = await loading.catch((error: unknown) => {
        loading = null;
        throw error;
      });
      const named = all.filter(({ label }) => hasWordWith(label, query));
      const tagged = all.filter(
        ({ label, tags = [] }) => !hasWordWith(label, query) && hasWordWith(tags.join(' '), query),
      );
      return [...named, ...tagged].slice(0, MOST).map(optionOf);
    },
  };
}

function optionOf({ unicode, label }: Emoji): CompletionOption {
  return {
    id: unicode,
    label,
    symbol: unicode,
    apply: (chain) => chain.insertContent({ type: 'text', text: unicode }),
  };
}

async function load(locale: Locale): Promise<readonly Emoji[]> {
  const data =
    locale === 'de'
      ? await import('emojibase-data/de/compact.json')
      : await import('emojibase-data/en/compact.json');
  return data.default;
}
