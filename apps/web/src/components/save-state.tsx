import { Check, CloudAlert, CloudOff, Eye, LoaderCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';

/** How far the edits made here have come. "saved" is for the server's durable acknowledgement and for nothing else. */
export type SaveStatus =
  | { kind: 'saved' }
  | { kind: 'saving'; edits: number }
  /** The edits lie on this device. */
  | { kind: 'offline'; edits: number }
  /** They are nowhere but in this tab. */
  | { kind: 'onlyHere'; edits: number }
  | { kind: 'readOnly'; edits: number };

const ICONS = { saved: Check, saving: LoaderCircle, offline: CloudOff, onlyHere: CloudAlert, readOnly: Eye };

/** Says how far the edits made here have come, and announces changes politely. Its place is kept while nothing is known. */
export function SaveState({ status }: { status: SaveStatus | null }) {
  return (
    <p
      role="status"
      className="flex min-w-4 items-center gap-1.5 whitespace-nowrap text-ink-soft text-small sm:min-w-26"
    >
      {status && <Known status={status} />}
    </p>
  );
}

function Known({ status }: { status: SaveStatus }) {
  const t = useTranslations('common.saveState');
  const Icon = ICONS[status.kind];
  const edits = 'edits' in status ? status.edits : 0;
  return (
    <>
      <Icon aria-hidden size={15} className={`shrink-0 ${status.kind === 'saving' ? 'animate-spin' : ''}`} />
      <span className="truncate max-sm:sr-only">{t(status.kind, { edits })}</span>
      {edits > 0 && status.kind !== 'saving' && (
        <span aria-hidden className="sm:hidden">
          {edits}
        </span>
      )}
    </>
  );
}
