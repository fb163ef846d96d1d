import type { NodeJson } from '@plenum/editor/schema/json';
import type { Loss } from '../losses.ts';
import type { ImportedPicture } from '../reading/imported.ts';
import type { AccessRule } from './access-rules.ts';
import type { TreePlace } from './page-tree.ts';

/** Where sets of pages come from. */
export const SET_KINDS = ['dokuwiki', 'obsidian', 'outline', 'notion', 'hedgedoc', 'etherpad'] as const;

/** One of {@link SET_KINDS}. */
export type SetKind = (typeof SET_KINDS)[number];

/** A change of a page, as the program it comes from tells of it. */
export interface PageChange {
  at: Date | null;
  /** The name of an account there, which is nobody's here; null for nobody who is known. */
  author: string | null;
  summary: string;
}

/** What a page was once. */
export interface PageRevision extends PageChange {
  /** Names it among all of the set, and is the same whenever the set is read. */
  key: string;
  /** Its text, read when somebody asks; null where it cannot be read, which the set then tells among its losses. */
  read(): NodeJson | null;
}

/** A page of a set. */
export interface SetPage {
  /** Names it among all of the set, and is the same whenever the set is read. */
  key: string;
  /** The key of the page that it lies below, which came before; null at the top. */
  parent: string | null;
  title: string;
  /** An emoji. */
  icon: string | null;
  /**
   * ProseMirror JSON, vetted. Links to pages of the set and its files are as `references` says; headings have the ids that links to them name,
   * other blocks have none yet.
   */
  content: NodeJson;
  /** Stands for a folder or a namespace that has no page of its own, so that it is empty. */
  isMade: boolean;
  tags: string[];
  /** What stood before the text as its properties. */
  properties: Record<string, string | string[]>;
  /** Its last change; null where nothing is known of it. */
  change: PageChange | null;
  /** What it was before, the oldest first. */
  revisions: PageRevision[];
  /** The keys of pages of the set that it leads to. */
  links: string[];
  /** The keys of pages that it leads to and that are not there. */
  wanted: string[];
  /** The keys of files of the set that it shows or leads to. */
  media: string[];
  /** Pictures that lie in the page itself. */
  pictures: ImportedPicture[];
  losses: Loss[];
}

/** A file of a set that is no page. */
export interface SetMedium {
  /** Names it among all of the set. */
  key: string;
  /** What `image` and `attachment` nodes have as `fileId`, and links as `/f/…`, until it is stored. */
  id: string;
  name: string;
  /** @throws AppError as the folder does. */
  read(): Uint8Array;
}

/** A whole collection of pages, read one by one. */
export interface PageSet {
  kind: SetKind;
  /** How many pages there will be. */
  size: number;
  /** All pages, each after the one it lies below, and always in the same order: whoever was interrupted goes on after a key. */
  pages(): AsyncGenerator<SetPage, void>;
  media: readonly SetMedium[];
  /** What the page of a key would be called that is not there. */
  nameOf(key: string): string;
  /** Who may do what there; nothing of it is done here. */
  access: readonly AccessRule[];
  /** What the set as a whole loses, by name: to be asked once all pages have been read. */
  losses(): Loss[];
}

/** An empty document. */
export const EMPTY: NodeJson = { type: 'doc', content: [{ type: 'paragraph' }] };

/** A page of which nothing is known yet but its place and its title. */
export function emptyPage({ key, parent, isMade }: TreePlace, title: string): SetPage {
  return {
    key,
    parent,
    title,
    icon: null,
    content: EMPTY,
    isMade,
    tags: [],
    properties: {},
    change: null,
    revisions: [],
    links: [],
    wanted: [],
    media: [],
    pictures: [],
    losses: [],
  };
}
