'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/button.tsx';
import { late } from '#lib/late.tsx';

const ShareDialog = late(async () => (await import('./share-dialog.tsx')).ShareDialog);

/** The one primary button of a document's page; the dialog's code comes when it is first pressed. */
export function ShareButton({ documentId }: { documentId: string }) {
  const t = useTranslations('shares');
  const [opened, setOpened] = useState<'never' | 'open' | 'closed'>('never');
  return (
    <span className="needs-scripting">
      <Button look="primary" size="small" aria-haspopup="dialog" onClick={() => setOpened('open')}>
        {t('share')}
      </Button>
      {opened !== 'never' && (
        <ShareDialog
          documentId={documentId}
          open={opened === 'open'}
          onOpenChange={(open) => setOpened(open ? 'open' : 'closed')}
        />
      )}
    </span>
  );
}
