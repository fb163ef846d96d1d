import type { TakenLetter } from '@plenum/database/inbox/letters';
import { MOST_COUNTED } from '@plenum/domain/inbox/kinds';
import type { Digest, MailLanguage } from '@plenum/domain/inbox/mail';

/** A letter as it is read, without any mark-up. */
export interface Letter {
  subject: string;
  text: string;
}

const WORDS = {
  en: {
    confirm: 'Your inbox by e-mail?',
    asked: (host: string) =>
      `Somebody who uses Plenum at ${host} wants to have what is new in their inbox sent to this address, once a day at most.\n\nIf that is you, open this page and agree:`,
    ignored:
      'If it is not, you need do nothing: without an answer, nothing more comes. There you can also see to it that nobody asks again.',
    news: (count: string) =>
      count === '1' ? '1 new entry in your inbox' : `${count} new entries in your inbox`,
    more: 'All of it:',
    read: 'Read it here:',
    untitledTask: 'Untitled task',
    stop: 'No more of these letters, with one click:',
  },
  de: {
    confirm: 'Dein Eingang per E-Mail?',
    asked: (host: string) =>
      `Jemand, der Plenum auf ${host} nutzt, möchte Neues im eigenen Eingang an diese Adresse geschickt bekommen, höchstens einmal am Tag.\n\nWenn du das bist, öffne diese Seite und stimme zu:`,
    ignored:
      'Wenn nicht, brauchst du nichts zu tun: Ohne Antwort kommt nichts mehr. Dort kannst du auch dafür sorgen, dass niemand wieder fragt.',
    news: (count: string) =>
      count === '1' ? '1 neuer Eintrag in deinem Eingang' : `${count} neue Einträge in deinem Eingang`,
    more: 'Alles:',
    read: 'Hier kannst du es lesen:',
    untitledTask: 'Aufgabe ohne Titel',
    stop: 'Keine solchen Briefe mehr, mit einem Klick:',
  },
} as const satisfies Record<MailLanguage, object>;

/** Where whoever has a letter agrees to letters, and ends them. */
export function letterPage(publicUrl: string, token: string): string {
  return `${publicUrl}/inbox/mail/${token}`;
}

/** Writes a letter. Nothing in it tells whose it is. */
export function letterOf(
  { language, news, token }: Pick<TakenLetter, 'language' | 'news' | 'token'>,
  publicUrl: string,
): Letter {
  const words = WORDS[language];
  const page = letterPage(publicUrl, token);
  if (news.kind === 'confirm') {
    const text = [words.asked(new URL(publicUrl).host), page, words.ignored].join('\n\n');
    return { subject: `Plenum: ${words.confirm}`, text: `${text}\n` };
  }
  const title = words.news(news.count > MOST_COUNTED ? `${MOST_COUNTED}+` : String(news.count));
  const { documents } = news;
  const text = [
    `${title}.`,
    ...listOf(documents, { publicUrl, untitled: words.untitledTask }),
    `${documents.length === 0 ? words.read : words.more}\n${publicUrl}/inbox`,
    `${words.stop}\n${page}`,
  ].join('\n\n');
  return { subject: `Plenum: ${title}`, text: `${text}\n` };
}

/** The documents by workspace, in the order in which something became new, each with its tasks. */
function listOf(
  documents: Digest['documents'],
  { publicUrl, untitled }: { publicUrl: string; untitled: string },
): string[] {
  // By id: two workspaces may be called the same.
  const workspaces = new Map<string, string[]>();
  for (const { id, title, workspaceId, workspace, tasks = [] } of documents) {
    const lines = workspaces.get(workspaceId) ?? [oneLine(workspace)];
    const page = `${publicUrl}/d/${id}`;
    lines.push(`- ${oneLine(title)}\n  ${page}`);
    // The id is one that a browser made.
    for (const task of tasks)
      lines.push(`  - ${oneLine(task.title) || untitled}\n    ${page}#block-${encodeURIComponent(task.id)}`);
    workspaces.set(workspaceId, lines);
  }
  return [...workspaces.values()].map((lines) => lines.join('\n'));
}

/** Without what breaks a line or turns its direction. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
}
