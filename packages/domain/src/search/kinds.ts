/** What is found: the documents by their kinds, and what is in or beside them. */
export const SEARCH_KINDS = ['pad', 'wiki', 'tasks', 'task', 'comment', 'decision', 'attachment'] as const;

/** One of {@link SEARCH_KINDS}. */
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** What people write after «in:» for a kind, folded. */
const WORDS: Readonly<Record<SearchKind, readonly string[]>> = {
  pad: ['pad', 'pads'],
  wiki: ['wiki', 'page', 'pages', 'wiki page', 'wiki pages', 'seite', 'seiten', 'wiki seite', 'wiki seiten'],
  tasks: [
    'list',
    'lists',
    'tasklist',
    'liste',
    'listen',
    'aufgabenliste',
    'aufgabenlisten',
    'task list',
    'task lists',
  ],
  task: ['task', 'tasks', 'aufgabe', 'aufgaben'],
  comment: ['comment', 'comments', 'kommentar', 'kommentare'],
  decision: ['decision', 'decisions', 'beschluss', 'beschlusse'],
  attachment: ['attachment', 'attachments', 'file', 'files', 'anhang', 'anhange', 'datei', 'dateien'],
};

/** The kind that a folded word means; null for none. */
export function kindNamed(word: string): SearchKind | null {
  return SEARCH_KINDS.find((kind) => WORDS[kind].includes(word)) ?? null;
}
