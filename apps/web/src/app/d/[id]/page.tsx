import { hasRole } from '@plenum/domain/access/roles';
import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { type ComponentProps, cache } from 'react';
import { CommentedList } from '#app/d/commented-list.tsx';
import { MemberFrame } from '#app/member-frame.tsx';
import { LinkWithoutScripting } from '#components/link-without-scripting.tsx';
import { Chat } from '#features/chat/client.tsx';
import { Comments } from '#features/comments/client.tsx';
import { DocumentPage } from '#features/documents/client.tsx';
import { keepsDocuments } from '#features/documents/components/device/keeps-documents.ts';
import { FrozenNotice } from '#features/documents/components/frozen-notice.tsx';
import { TOOLBAR_COOKIE } from '#features/documents/components/toolbar-cookie.ts';
import { VIEW_COOKIE, viewFrom } from '#features/documents/components/view-preferences.ts';
import { loadDocument } from '#features/documents/loaders.ts';
import { loadWatching } from '#features/inbox/loaders.ts';
import { Meeting } from '#features/meetings/client.tsx';
import { ClosedNotice } from '#features/meetings/components/closed-notice.tsx';
import { loadMeetingState } from '#features/meetings/loaders.ts';
import { ShareButton } from '#features/shares/components/share-button.tsx';
import { ArchivedNotice } from '#features/structure/components/archived-notice.tsx';
import { loadAssignable } from '#features/tasks/actions.ts';
import { TextTasks } from '#features/tasks/client.tsx';
import { ClosedTicks } from '#features/tasks/components/closed-ticks.tsx';
import { ReadHomes } from '#features/tasks/components/read-homes.tsx';
import { TaskListRows } from '#features/tasks/components/task-list-rows.tsx';
import { loadOthers } from '#features/tasks/loaders.ts';
import { crumbsAbove } from '#features/wiki/components/crumbs-above.ts';
import { DocumentAbout } from '#features/wiki/components/document-about.tsx';
import { loadProperties } from '#features/wiki/loaders.ts';
import { printPath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';
import { scrollingHtml } from '#lib/scrolling-html.ts';

/** Milliseconds for which a document counts as just made by whoever opens it; the first one is shown a recovery code before. */
const NEW_MS = 10 * 60_000;

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ stay?: QueryValue }> };

// The title and the page are made from one reading.
const load = cache(loadDocument);

/** Lets a phone's keyboard shrink the page, so that the toolbar stays above it. */
export const viewport: Viewport = { interactiveWidget: 'resizes-content' };

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { document } = await opened(props);
  return { title: document.title };
}

async function opened({ params, searchParams }: Props) {
  return load((await params).id, firstValue((await searchParams).stay) === 'yes');
}

export default async function Page(props: Props) {
  const { id } = await props.params;
  const found = await opened(props);
  const [properties, { watching, isBelowWatched }] = await Promise.all([
    loadProperties(id),
    loadWatching(id),
  ]);
  const { document, workspace, me, canWrite, canOrganise, canMove, canComment, isFavourite, html, isWhole } =
    found;
  const { frozenAt, kind } = document;
  const isList = kind === 'tasks';
  const others = isList ? await loadOthers(id) : null;
  const t = await getTranslations('documents.page');
  const kept = await cookies();
  const toolbarShown = kept.get(TOOLBAR_COOKIE)?.value === 'shown';
  return (
    <MemberFrame workspace={workspace} document={document}>
      {!isWhole && (
        <LinkWithoutScripting href={printPath(document.id)}>{t('wholeText')}</LinkWithoutScripting>
      )}
      <DocumentPage
        key={document.id}
        document={{ id: document.id, title: document.title }}
        above={await crumbsAbove(workspace, document)}
        workspace={{ id: workspace.id, name: workspace.name, slug: workspace.slug }}
        me={{ id: me.id, name: me.displayName, colour: me.colour }}
        opener={{ personId: me.id }}
        rights={{ canWrite, canOrganise, canMove }}
        html={isList ? '' : scrollingHtml(html)}
        isWhole={isWhole}
        isNew={document.createdById === me.id && Date.now() - document.createdAt.getTime() < NEW_MS}
        toolbarShown={toolbarShown}
        view={viewFrom(kept.get(VIEW_COOKIE)?.value)}
        keeps={await keepsDocuments()}
        isFavourite={isFavourite}
        isFrozen={frozenAt !== null || document.archivedAt !== null}
        isTemplate={document.isTemplate}
        panels={{
          comments: isList || <Comments mayComment={canComment} mayModerate={canOrganise} />,
          chat: <Chat mayChat={canComment} mayModerate={canOrganise} />,
          ...(!document.isTemplate && !isList && { meeting: <Meeting /> }),
        }}
        body={
          others && (
            <CommentedList
              html={scrollingHtml(html)}
              isWhole={isWhole}
              others={<ReadHomes {...others} isListEmpty={isWhole && !html.includes('<li')} />}
              mayComment={canComment}
              mayModerate={canOrganise}
              load={loadAssignable}
            />
          )
        }
        below={!isList && <TextTasks load={loadAssignable} />}
        menuRows={
          isList && <TaskListRows documentId={document.id} mayMake={hasRole(workspace.role, 'editor')} />
        }
        about={
          <DocumentAbout
            document={document}
            properties={properties}
            slug={workspace.slug}
            mayChange={canOrganise}
            isWatched={watching !== 'nothing' || isBelowWatched}
          />
        }
        notice={
          document.archivedAt ? (
            <ArchivedNotice
              documentId={document.id}
              archivedAt={document.archivedAt}
              isMerged={document.mergedIntoId !== null}
              mayTakeOut={found.canTakeOut}
            />
          ) : (
            frozenAt && (
              <>
                {await frozenNotice({ documentId: document.id, frozenAt, canOrganise })}
                {canOrganise && !isList && <ClosedTicks documentId={document.id} />}
              </>
            )
          )
        }
        share={canOrganise && <ShareButton documentId={document.id} />}
      />
    </MemberFrame>
  );
}

async function frozenNotice(about: ComponentProps<typeof FrozenNotice>) {
  const { closedAt, next } = await loadMeetingState(about.documentId);
  return closedAt ? <ClosedNotice {...about} next={next} /> : <FrozenNotice {...about} />;
}
