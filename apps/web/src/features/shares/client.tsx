'use client';

import type { DocumentCard } from '@plenum/domain/documents/types';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useState } from 'react';
import { ButtonLink } from '#components/button.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { DocumentPage } from '#features/documents/client.tsx';
import type { Panels } from '#features/documents/components/beside/panels.ts';
import { ReadingView } from '#features/documents/components/editor/reading-view.tsx';
import { padPath } from '#lib/paths.ts';
import { enter, type GuestIdentity } from './actions.ts';
import { Introduction } from './components/introduction.tsx';

/** Whoever has no name of their own because the link has too many guests. */
const ONE_OF_MANY: GuestIdentity = { id: '', name: null, colour: 0 };

/** A document as a guest writes in it, who becomes one when the page has started, and is asked for a name on the way. */
export function GuestPage({
  token,
  document,
  guest,
  mayWrite,
  isPad,
  html,
  isWhole,
  toolbarShown,
  panels,
  body,
}: {
  token: string;
  document: Pick<DocumentCard, 'id' | 'title'>;
  /** Who this browser is already; null for nobody yet. */
  guest: GuestIdentity | null;
  /** The link lets one write at this moment. */
  mayWrite: boolean;
  /** It is a pad without an account, which has a page for its links. */
  isPad: boolean;
  html: string;
  /** It is all of the text. */
  isWhole: boolean;
  toolbarShown: boolean;
  panels: Panels;
  /** What stands in the place of a text. */
  body: ReactNode;
}) {
  const t = useTranslations('shares.guest');
  const [me, setMe] = useState(guest);
  const isNobody = me === null;
  useEffect(() => {
    if (!isNobody) return;
    enter(token).then(
      (entered) => setMe(entered ?? ONE_OF_MANY),
      () => setMe(ONE_OF_MANY),
    );
  }, [isNobody, token]);
  if (!me) {
    return (
      <>
        <TopBar crumbs={[]} current={document.title} bare>
          <span className="needs-scripting">{t('opening')}</span>
        </TopBar>
        <Main>
          <h1 dir="auto" className="mb-6 break-words font-semibold text-title tracking-tight">
            {document.title}
          </h1>
          <ReadingView html={html} isWhole={isWhole} />
        </Main>
      </>
    );
  }
  const name = me.name ?? t('unnamed');
  return (
    <DocumentPage
      // Under another name the others see them only after a new connection.
      key={`${name} ${me.colour}`}
      document={document}
      workspace={null}
      me={{ id: me.id, name, colour: me.colour }}
      opener={{ share: token }}
      rights={{ canWrite: mayWrite, canOrganise: false }}
      html={body ? '' : html}
      isWhole={isWhole}
      body={body}
      isNew={false}
      toolbarShown={toolbarShown}
      keeps={false}
      // Whoever is nobody of their own cannot be told apart from others.
      panels={me.id === '' ? {} : panels}
      share={
        <>
          {isPad && (
            <ButtonLink size="small" href={padPath(token)}>
              {t('padLinks')}
            </ButtonLink>
          )}
          {me.id !== '' && <Introduction token={token} guest={me} onIntroduced={setMe} />}
        </>
      }
    />
  );
}
