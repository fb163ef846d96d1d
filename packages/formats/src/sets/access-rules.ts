/** Who a rule of another wiki is about. */
export type AccessWho =
  | { kind: 'everybody' }
  | { kind: 'self' }
  | { kind: 'group'; name: string }
  | { kind: 'person'; name: string };

/** What somebody may do there, each with all that stands before it. */
export const RIGHTS = ['nothing', 'read', 'edit', 'create', 'upload', 'delete'] as const;

/** A rule of another wiki about who may do what. */
export interface AccessRule {
  where: { kind: 'all' } | { kind: 'branch' | 'page'; key: string };
  who: AccessWho;
  may: (typeof RIGHTS)[number];
}

const MOST_RULES = 5000;

/** The rules of DokuWiki (`acl.auth.php`): place, who, and a number. */
export function readAccessRules(text: string): AccessRule[] {
  const rules: AccessRule[] = [];
  for (const line of text.split('\n')) {
    const [, place = '', who = '', number = ''] =
      /^([^\s#]{1,1000})[ \t]+(\S{1,500})[ \t]+(\d{1,3})(?:\s|$)/.exec(line) ?? [];
    if (place === '') continue;
    rules.push({ where: whereOf(place), who: whoOf(decoded(who)), may: rightOf(Number(number)) });
    if (rules.length >= MOST_RULES) break;
  }
  return rules;
}

function whereOf(place: string): AccessRule['where'] {
  if (place === '*') return { kind: 'all' };
  return place.endsWith(':*') ? { kind: 'branch', key: place.slice(0, -2) } : { kind: 'page', key: place };
}

function whoOf(who: string): AccessWho {
  if (who === '@ALL') return { kind: 'everybody' };
  if (who === '%USER%') return { kind: 'self' };
  return who.startsWith('@') ? { kind: 'group', name: who.slice(1) } : { kind: 'person', name: who };
}

function rightOf(number: number): AccessRule['may'] {
  const most = [0, 1, 2, 4, 8, 16].findLastIndex((value) => value <= number);
  return RIGHTS[Math.max(0, most)] ?? 'nothing';
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

interface RuleWords {
  all: string;
  branch(key: string): string;
  page(key: string): string;
  everybody: string;
  self: string;
  group(name: string): string;
  rights: Readonly<Record<AccessRule['may'], string>>;
}

const WORDS: Readonly<Record<'en' | 'de', RuleWords>> = {
  en: {
    all: 'In the whole wiki',
    branch: (key) => `Below “${key}”`,
    page: (key) => `On “${key}”`,
    everybody: 'everybody',
    self: 'each person on what is theirs',
    group: (name) => `the group “${name}”`,
    rights: {
      nothing: 'may do nothing',
      read: 'may read',
      edit: 'may read and edit',
      create: 'may edit and create pages',
      upload: 'may edit, create pages and upload files',
      delete: 'may do everything, deleting files too',
    },
  },
  de: {
    all: 'Im ganzen Wiki',
    branch: (key) => `Unter „${key}“`,
    page: (key) => `Auf „${key}“`,
    everybody: 'alle',
    self: 'alle auf dem, was ihnen gehört',
    group: (name) => `Gruppe „${name}“`,
    rights: {
      nothing: 'dürfen nichts',
      read: 'dürfen lesen',
      edit: 'dürfen lesen und ändern',
      create: 'dürfen ändern und Seiten anlegen',
      upload: 'dürfen ändern, Seiten anlegen und Dateien hochladen',
      delete: 'dürfen alles, auch Dateien löschen',
    },
  },
};

/** A rule in plain words. */
export function ruleWords({ where, who, may }: AccessRule, language: 'en' | 'de' = 'en'): string {
  const words = WORDS[language];
  const place = where.kind === 'all' ? words.all : words[where.kind](where.key);
  const named =
    who.kind === 'person' ? who.name : who.kind === 'group' ? words.group(who.name) : words[who.kind];
  return `${place}: ${named} ${words.rights[may]}.`;
}
