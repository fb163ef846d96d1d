import { jsonFromMarkdown } from '../markdown/json-from-markdown.ts';
import { withBlockIds } from '../schema/block-id.ts';
import type { NodeJson } from '../schema/json.ts';

/** The languages that the template is written in. */
export type AgendaLocale = 'en' | 'de';

const INTL_LOCALES: Readonly<Record<AgendaLocale, string>> = { en: 'en-GB', de: 'de-DE' };

const TEMPLATES: Readonly<Record<AgendaLocale, (date: string) => string>> = {
  en: englishAgenda,
  de: germanAgenda,
};

/**
 * A meeting's agenda that becomes its minutes: items with minutes, a decision and tasks; with ids on all blocks and without the title, which is no part of the
 * text. A Date is written as the day in the process's time zone; a string is taken as it is.
 */
export function agendaTemplate({ locale, date }: { locale: AgendaLocale; date: Date | string }): NodeJson {
  const day =
    typeof date === 'string'
      ? date
      : new Intl.DateTimeFormat(INTL_LOCALES[locale], { dateStyle: 'full' }).format(date);
  return withBlockIds(jsonFromMarkdown(TEMPLATES[locale](escapeMarkdown(day))));
}

function escapeMarkdown(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]()<>#+!|~&:-]/g, '\\$&');
}

function englishAgenda(date: string): string {
  return `
- **Date:** ${date}
- **Time and place:** …
- **Facilitation:** …
- **Minutes:** …
- **Keeping time and the list of speakers:** …
- **Present:** …
- **Sent apologies:** …

## Agenda

### Arriving: names, pronouns, access needs (10 min)

…

### Agenda, roles and last minutes (5 min)

- Changes to the agenda: …
- Objections to the last minutes: …

### What became of our tasks (10 min)

- Done: …
- Still open, and what is missing: …

### … (20 min)

- What it is about: …
- What was said: …
- What follows: …

### … (20 min)

- Proposal: …
- Questions and concerns: …

> **Decision: open**
>
> We decide that …

### Next meeting and closing round (10 min)

…

## Tasks

- [ ] Send the minutes to everyone – who? (@) – by when? (//)
- [ ] … – who? (@) – by when? (//)
- [ ] … – who? (@) – by when? (//)

## Kept for later

- …

## Next meeting

- **Date, time and place:** …
- **Facilitation:** …
- **Minutes:** …
- **Items we already know:** …
`;
}

function germanAgenda(date: string): string {
  return `
- **Datum:** ${date}
- **Zeit und Ort:** …
- **Moderation:** …
- **Protokoll:** …
- **Zeit und Redeliste:** …
- **Anwesend:** …
- **Abgemeldet:** …

## Tagesordnung

### Ankommen: Namen, Pronomen, Zugangsbedarf (10 min)

…

### Tagesordnung, Rollen und letztes Protokoll (5 min)

- Änderungen an der Tagesordnung: …
- Einwände gegen das letzte Protokoll: …

### Was aus unseren Aufgaben wurde (10 min)

- Erledigt: …
- Noch offen, und was fehlt: …

### … (20 min)

- Worum es geht: …
- Was gesagt wurde: …
- Was daraus folgt: …

### … (20 min)

- Vorschlag: …
- Fragen und Bedenken: …

> **Decision: open**
>
> Wir beschließen, dass …

### Nächstes Treffen und Abschlussrunde (10 min)

…

## Aufgaben

- [ ] Protokoll an alle schicken – wer? (@) – bis wann? (//)
- [ ] … – wer? (@) – bis wann? (//)
- [ ] … – wer? (@) – bis wann? (//)

## Für später gemerkt

- …

## Nächstes Treffen

- **Datum, Zeit und Ort:** …
- **Moderation:** …
- **Protokoll:** …
- **Punkte, die wir schon kennen:** …
`;
}
