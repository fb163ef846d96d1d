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
 * A meeting's agenda that becomes its minutes, with ids on all blocks and without the title, which is no part of the
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

| No. | Item | Brought by | Aim | Minutes |
| --: | --- | --- | --- | --: |
| 1 | Arriving: names, pronouns, access needs | Facilitation | get to know | 10 |
| 2 | Agenda, roles and last minutes | Facilitation | agree | 5 |
| 3 | What became of our tasks | all | inform | 10 |
| 4 | … | … | discuss | 20 |
| 5 | … | … | decide | 20 |
| 6 | Next meeting and closing round | Facilitation | agree | 10 |

## Minutes

### 1. Arriving

…

### 2. Agenda, roles and last minutes

- Changes to the agenda: …
- Objections to the last minutes: …

### 3. What became of our tasks

- Done: …
- Still open, and what is missing: …

### 4. …

- What it is about: …
- What was said: …
- What follows: …

### 5. …

- Proposal: …
- Questions and concerns: …
- Result: see Decisions

## Decisions

| No. | We decided that … | How (consensus, or votes for / against / abstaining) | Valid from |
| --: | --- | --- | --- |
| 1 | … | … | … |
| 2 | … | … | … |

## Tasks

- [ ] Send the minutes to everyone – who? – by when?
- [ ] … – who? – by when?
- [ ] … – who? – by when?

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

| Nr. | Punkt | Eingebracht von | Ziel | Minuten |
| --: | --- | --- | --- | --: |
| 1 | Ankommen: Namen, Pronomen, Zugangsbedarf | Moderation | kennenlernen | 10 |
| 2 | Tagesordnung, Rollen und letztes Protokoll | Moderation | vereinbaren | 5 |
| 3 | Was aus unseren Aufgaben wurde | alle | informieren | 10 |
| 4 | … | … | besprechen | 20 |
| 5 | … | … | entscheiden | 20 |
| 6 | Nächstes Treffen und Abschlussrunde | Moderation | vereinbaren | 10 |

## Protokoll

### 1. Ankommen

…

### 2. Tagesordnung, Rollen und letztes Protokoll

- Änderungen an der Tagesordnung: …
- Einwände gegen das letzte Protokoll: …

### 3. Was aus unseren Aufgaben wurde

- Erledigt: …
- Noch offen, und was fehlt: …

### 4. …

- Worum es geht: …
- Was gesagt wurde: …
- Was daraus folgt: …

### 5. …

- Vorschlag: …
- Fragen und Bedenken: …
- Ergebnis: siehe Beschlüsse

## Beschlüsse

| Nr. | Wir haben beschlossen, dass … | Wie (Konsens oder Stimmen dafür / dagegen / enthalten) | Gilt ab |
| --: | --- | --- | --- |
| 1 | … | … | … |
| 2 | … | … | … |

## Aufgaben

- [ ] Protokoll an alle schicken – wer? – bis wann?
- [ ] … – wer? – bis wann?
- [ ] … – wer? – bis wann?

## Für später gemerkt

- …

## Nächstes Treffen

- **Datum, Zeit und Ort:** …
- **Moderation:** …
- **Protokoll:** …
- **Punkte, die wir schon kennen:** …
`;
}
