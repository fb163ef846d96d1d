import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import { hasRoomForTemplate } from '@plenum/database/documents/templates';
import { createDocument } from '@plenum/database/documents/writes';
import {
  isRestricted,
  isThere,
  type PagePast,
  shareAttachment,
  type Transfer,
} from '@plenum/database/transfers/writes';
import { type PropertyTexts, readPropertyTexts } from '@plenum/domain/documents/property-text';
import { type DocumentKind, iconSchema } from '@plenum/domain/documents/schema';
import { AppError } from '@plenum/domain/errors';
import { HEAD_BYTES, mediaTypeOf } from '@plenum/domain/files/media-type';
import { isPictureType } from '@plenum/domain/picture-types';
import { Losses } from '@plenum/formats/losses';
import { cleanTitle } from '../import-document.ts';
import { keepFile } from '../keep-file.ts';
import { usableTags } from '../usable-tags.ts';

/** How somebody moves a collection in. */
export interface ImportTarget {
  create: Grant<'document.create'>;
  /** The document below which it comes; null for the top. */
  below: string | null;
  /** What a page without a title is called. */
  untitled: string;
  /** Told after each page. */
  onPage?: (done: { pages: number; of: number }) => void;
  /** Stops it between two pages; it can be gone on with. */
  signal?: AbortSignal;
}

/** Where a page comes. */
interface NewPlace {
  id: string;
  /** Null for where the import as a whole comes. */
  parent: string | null;
  kind: DocumentKind;
  title: string;
  icon: string | null;
  tags: string[];
  /** Whether not everybody had access to it, by rules of its own or of what it lay below: then only whoever imports has. */
  restriction?: 'own' | 'inherited' | null;
  isTemplate?: boolean;
}

const BOUNDS = { places: 1000, letters: 200 };

/** What imports of all kinds have in common: pages that are made once, files that are stored once, and what was lost. */
export class ImportRun {
  readonly transfer: Transfer;
  readonly losses = new Losses(BOUNDS);
  readonly #target: ImportTarget;
  readonly #parents = new Map<string, string | null>();

  constructor(target: ImportTarget, transfer: Transfer) {
    this.#target = target;
    this.transfer = transfer;
    if (Array.isArray(transfer.losses)) this.losses.addAll(transfer.losses);
  }

  /**
   * Makes a page, empty, unless a run that was interrupted has. Whether whoever imports may do so still is asked for each page.
   * @returns the right by which the page is filled.
   */
  async makePage(place: NewPlace): Promise<Grant<'document.create'>> {
    const { untitled } = this.#target;
    const create = await this.#grant('document.create', this.#target.create.workspaceId);
    const { id, kind, restriction = null, isTemplate = false } = place;
    this.#parents.set(id, place.parent);
    const { tags, isLess } = usableTags(place.tags);
    if (isLess) this.losses.add('properties', { place: place.title });
    if (await isThere(create, id)) return create;
    const title = cleanTitle(place.title) || untitled;
    const icon = iconSchema.nullable().catch(null).parse(place.icon);
    for (let parent = place.parent; ; parent = this.#parents.get(parent ?? '') ?? null) {
      const parentId = parent ?? this.#target.below;
      const inherits = restriction !== 'own' && parentId !== null && (await isRestricted(create, parentId));
      const access = restriction !== null && !inherits ? 'draft' : 'workspace';
      try {
        await createDocument(create, {
          ...{ id, kind, title, icon, tags, parentId, access, isTemplate },
          seed: null,
        });
        return create;
      } catch (error) {
        // It would lie deeper than pages may: it comes beside the page that it was below.
        if (!(error instanceof AppError && error.code === 'conflict') || parent === null) throw error;
        this.losses.add('deepNesting', { place: title });
      }
    }
  }

  /** Whether a template may be made, or is there; one that may not be is told. */
  async hasRoomForTemplate({ id, title }: Pick<NewPlace, 'id' | 'title'>): Promise<boolean> {
    const { create } = this.#target;
    if ((await isThere(create, id)) || (await hasRoomForTemplate(create))) return true;
    this.losses.add('templates', { place: title });
    return false;
  }

  /** Makes a file an attachment of a page by an id, once. Whether it is one. */
  async attach(page: string, file: { id: string; name: string; read(): Uint8Array }): Promise<boolean> {
    const write = await this.#grant('document.write', page);
    const { id, name } = file;
    if (await shareAttachment(write, id)) return true;
    let isPicture = false;
    try {
      const content = file.read();
      isPicture = isPictureType(mediaTypeOf(content.subarray(0, HEAD_BYTES)));
      await keepFile(write, { id, name, content, isPicture: false });
      return true;
    } catch (error) {
      const isRefused =
        error instanceof AppError && ['invalid_input', 'too_large', 'conflict'].includes(error.code);
      if (!isRefused) throw error;
      this.losses.add(isPicture ? 'refusedPictures' : 'otherFiles', { place: name });
      return false;
    }
  }

  /** What is said of a page, of which nobody here looks after it who did so elsewhere; what cannot be said here is told. */
  propertiesOf(title: string, texts: PropertyTexts): PagePast['properties'] {
    const { status, reviewOn, owner, others } = readPropertyTexts(texts);
    if (others.length > 0) this.losses.add('properties', { place: title });
    if (owner !== null) this.losses.add('owners', { place: `${title}: ${owner}` });
    return { status, reviewOn };
  }

  /** @throws what the signal says, where it says so. */
  tell(pages: number, of: number): void {
    this.#target.onPage?.({ pages, of });
    this.#target.signal?.throwIfAborted();
  }

  #grant<A extends 'document.create' | 'document.write'>(action: A, on: string): Promise<Grant<A>> {
    const { db, actor } = this.#target.create;
    return authorize(db, { actor, action, on });
  }
}
