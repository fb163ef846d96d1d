import { authorize, authorizeOpening } from '@plenum/database/access/authorize';
import { unlockCookieName, unlockProof } from '@plenum/database/access/cookies';
import { verifyPassword } from '@plenum/database/access/passwords';
import { getInstanceSettings } from '@plenum/database/accounts/instance';
import { getDocument } from '@plenum/database/documents/reads';
import { findGuestPad } from '@plenum/database/shares/guest-pads';
import { getGuest } from '@plenum/database/shares/guests';
import { findFrozenText, findLockedLink, listLinksTo, listSharedBranch } from '@plenum/database/shares/reads';
import { rememberUse } from '@plenum/database/shares/writes';
import { type Guest, system } from '@plenum/domain/access/actor';
import type { BranchDocument, DocumentCard } from '@plenum/domain/documents/types';
import { AppError, notFound } from '@plenum/domain/errors';
import { parseInput } from '@plenum/domain/input';
import type { GuestPadCard, ShareLinkCard } from '@plenum/domain/shares/types';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { isRecord } from '@plenum/editor/schema/json';
import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { countGuess, rememberBrowser } from '#lib/attempts.ts';
import { database } from '#lib/database.ts';
import { documentHtml, documentSlides } from '#lib/document-html.ts';
import { type Links, linksNow } from '#lib/document-links.ts';
import { beginningView, type ReadingView, readingView, slideView } from '#lib/document-views.ts';
import { attachmentPath, sharePath } from '#lib/paths.ts';
import { currentMember, forPage, grantFor, guestBy } from '#lib/session.ts';
import { shareUrl } from '#lib/share-url.ts';
import { askedShownSchema } from '#lib/shown/asked-shown.ts';
import { fillPlaces } from '#lib/shown/fill-places.ts';
import { NOTHING } from '#lib/shown/page-source.ts';
import { type ShownNow, shownNow } from '#lib/shown/shown-now.ts';
import { writableWorkspaces } from '#lib/writable-workspaces.ts';
import type { GuestIdentity } from './actions.ts';

/** A link by which a document can be seen, without its address. */
export interface LinkWithAccess
  extends Pick<ShareLinkCard, 'id' | 'name' | 'role' | 'hasPassword' | 'expiresAt'> {
  /** With which the branch begins to which it is a link; null for a link to the document itself. */
  from: Pick<DocumentCard, 'id' | 'title'> | null;
}

/** The links in force that lead to a document; `isCut` where there are more. */
export function loadLinksWithAccess(
  documentId: string,
): Promise<{ links: LinkWithAccess[]; isCut: boolean }> {
  return forPage(async () => {
    const { links, isCut } = await listLinksTo(await grantFor('document.share', documentId));
    const withAccess = ({ id, name, role, hasPassword, expiresAt, from }: LinkWithAccess) => ({
      ...{ id, name, role, hasPassword, expiresAt, from },
    });
    return { links: links.map(withAccess), isCut };
  });
}

/** A shared document as whoever holds its link may have it. */
export interface Shared {
  document: Pick<DocumentCard, 'id' | 'title'>;
  /** It is a list of tasks. */
  isList: boolean;
  /** The documents that the link leads to; none where that is this one alone. */
  branch: BranchDocument[];
  view: Pick<ReadingView, 'html' | 'isWhole'>;
  /** When the text was as it is shown; null for the live text. */
  frozenAt: Date | null;
  /** The link lets them write, or comment, at this moment. */
  mayWrite: boolean;
  mayComment: boolean;
  guest: GuestIdentity | null;
}

/**
 * The document behind a share link, or one of the branch that it leads to, for whoever holds the link.
 * @throws AppError `not_found`, or `locked` where the link's password was not given.
 */
export function loadShared(token: string, documentId?: string): Promise<Shared> {
  return sharedBy(token, { documentId, read: readingView });
}

async function sharedBy(
  token: string,
  { documentId, read }: { documentId: string | undefined; read: typeof readingView },
): Promise<Shared> {
  const actor = await guestBy(token);
  const frozen = await frozenBy(actor, token);
  if (frozen) return frozen;
  const on = documentId ?? actor.documentId;
  const opening = await authorizeOpening(database(), { actor, on });
  const ask = (id: string) => authorize(database(), { actor, action: 'document.read', on: id });
  const [grant, first] = await Promise.all([ask(on), ask(actor.documentId)]);
  const [branch, document, view, guest] = await Promise.all([
    listSharedBranch(first),
    getDocument(grant),
    read(grant, token),
    actor.guestId === null ? null : getGuest(grant),
    rememberUse(grant),
  ]);
  return {
    document,
    isList: document.kind === 'tasks',
    branch,
    view,
    frozenAt: null,
    mayWrite: opening.access === 'write',
    mayComment: opening.mayComment,
    guest: guest && { id: actor.guestId ?? '', ...guest },
  };
}

/** What a link shows that leads to the text of one moment; null for any other. */
async function frozenBy(guest: Guest, token: string): Promise<Shared | null> {
  const frozen = await frozenTextOf(guest);
  if (!frozen) return null;
  const { documentId } = guest;
  const { title, content, at } = frozen;
  const locale = await getLocale();
  const fileUrl = (id: string) => attachmentPath({ documentId, token }, id);
  const text = isRecord(content) ? documentHtml(content, { locale, fileUrl }) : '';
  // What stood elsewhere at that moment is not kept, and the link leads to nothing else.
  const html = await fillPlaces(text, { documentId, locale, source: NOTHING });
  return {
    document: { id: documentId, title },
    isList: false,
    branch: [],
    view: { html, isWhole: true },
    frozenAt: at,
    mayWrite: false,
    mayComment: false,
    guest: null,
  };
}

async function frozenTextOf({ linkId }: Guest): Promise<Awaited<ReturnType<typeof findFrozenText>>> {
  const actor = system('somebody opens a link to the text of one moment');
  const grant = await authorize(database(), { actor, action: 'instance.administer', on: 'instance' });
  return findFrozenText(grant, linkId);
}

/**
 * The document behind a share link as slides, or one of the branch that it leads to.
 * @throws AppError as {@link loadShared} does.
 */
export async function loadSharedSlides(
  token: string,
  documentId?: string,
): Promise<{ document: Shared['document']; html: string; isFrozen: boolean }> {
  const actor = await guestBy(token);
  const frozen = await frozenTextOf(actor);
  if (frozen) {
    const document = { id: actor.documentId, title: frozen.title };
    const { documentId } = actor;
    const locale = await getLocale();
    const fileUrl = (id: string) => attachmentPath({ documentId, token }, id);
    const slides = documentSlides(frozen.content, { locale, fileUrl });
    const html = await fillPlaces(slides, { documentId, locale, source: NOTHING });
    return { document, html, isFrozen: true };
  }
  const on = documentId ?? actor.documentId;
  const grant = await authorize(database(), { actor, action: 'document.read', on });
  const [document, { html }] = await Promise.all([
    getDocument(grant),
    slideView(grant, token),
    rememberUse(grant),
  ]);
  return { document, html, isFrozen: false };
}

/**
 * What is shown within a document that a link leads to, as the address asks for it.
 * @throws AppError as {@link loadShared} does, and `invalid_input`.
 */
export async function loadSharedShown(token: string, documentId: string, query: object): Promise<ShownNow> {
  const { of, levels = null } = parseInput(askedShownSchema, query);
  const actor = await guestBy(token);
  const grant = await authorize(database(), { actor, action: 'document.read', on: documentId });
  return shownNow(grant, { of, levels, token, locale: await getLocale() });
}

/**
 * What the text of a document that a link leads to leads to itself, as far as the link leads there, too.
 * @throws AppError as {@link loadShared} does.
 */
export async function loadSharedLinks(token: string, documentId: string): Promise<Links> {
  const actor = await guestBy(token);
  return linksNow(await authorize(database(), { actor, action: 'document.read', on: documentId }));
}

/** The page on which a guest writes or comments, with the beginning of what is long, and whether it is that of a pad without an account. */
export function loadGuestPage(token: string, documentId?: string): Promise<Shared & { isPad: boolean }> {
  return orItsOwnPage(token, async () => {
    const shared = await sharedBy(token, { documentId, read: beginningView });
    const { documentId: root } = await guestBy(token);
    // A pad has nothing below it; of another document the first may be locked where this one is not.
    const isPad = shared.mayWrite && shared.document.id === root && (await padBy(token)) !== null;
    return { ...shared, isPad };
  });
}

/**
 * The document that a link lets one comment on, and who they are there: null for nobody yet. Where it does not, its own page shows what it
 * does.
 */
export function loadCommentingGuest(
  token: string,
  documentId?: string,
): Promise<Pick<Shared, 'document' | 'guest'>> {
  return orItsOwnPage(token, async () => {
    const { document, guest, mayComment } = await loadShared(token, documentId);
    if (!mayComment) throw notFound();
    return { document, guest };
  });
}

/** The same for a document that a link lets one write in, and so chat. */
export function loadChattingGuest(
  token: string,
  documentId?: string,
): Promise<Pick<Shared, 'document' | 'guest'>> {
  return orItsOwnPage(token, async () => {
    const { document, guest, mayWrite } = await loadShared(token, documentId);
    if (!mayWrite) throw notFound();
    return { document, guest };
  });
}

/** A pad without an account, for whoever may write in it. */
export interface GuestPadView extends GuestPadCard {
  writeUrl: string;
  /** Empty where it cannot be shown any more. */
  readUrl: string;
  /** Where the signed-in person may take it; null for nobody. */
  workspaces: WorkspaceCard[] | null;
}

/** The links of a pad without an account, and where it can be taken. */
export function loadGuestPad(token: string): Promise<GuestPadView> {
  return orItsOwnPage(token, async () => {
    const pad = await padBy(token);
    if (!pad) throw notFound();
    return {
      ...pad,
      writeUrl: `${database().publicUrl}${sharePath(token)}`,
      readUrl: shareUrl({ token: pad.readToken, slug: null }) ?? '',
      workspaces: (await currentMember()) ? await writableWorkspaces() : null,
    };
  });
}

async function padBy(token: string): Promise<GuestPadCard | null> {
  const actor = await guestBy(token);
  const { documentId: on } = actor;
  await rememberUse(await authorize(database(), { actor, action: 'document.read', on }));
  return findGuestPad(await authorize(database(), { actor, action: 'document.write', on }));
}

/** Loads what a link leads to. Where it is locked or gone, or does not lead there, its own page says so. */
async function orItsOwnPage<T>(token: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (error instanceof AppError) redirect(sharePath(token));
    throw error;
  }
}

/** Whether whoever comes may start a pad here. */
export async function loadPadsAllowed(): Promise<boolean> {
  const actor = system('a visitor asks whether they may start a pad');
  const grant = await authorize(database(), { actor, action: 'instance.administer', on: 'instance' });
  const { guestPads, guestsWrite } = await getInstanceSettings(grant);
  return guestPads && guestsWrite;
}

/**
 * The cookie that opens a locked link, for whoever knows its password.
 * @throws AppError `not_found`, `too_many`, or `invalid_input` for a wrong password.
 */
export async function unlock(
  token: string,
  password: string,
): Promise<{ name: string; value: string; secure: boolean }> {
  const actor = system('somebody types the password of a share link');
  const grant = await authorize(database(), { actor, action: 'instance.administer', on: 'instance' });
  const link = await findLockedLink(grant, token);
  if (!link) throw notFound();
  const subject = { name: `link ${link.id}`, path: sharePath(token) };
  const guess = await countGuess('password', subject);
  if (!(await verifyPassword(link.passwordHash, password.slice(0, 200)))) {
    throw new AppError('invalid_input', 'This is not the password. Check it and try again.');
  }
  await guess.wasRight();
  await rememberBrowser(subject);
  const { publicUrl, secrets } = database();
  const value = unlockProof(secrets.tokenKey, link);
  return { name: unlockCookieName(link.id), value, secure: publicUrl.startsWith('https:') };
}
