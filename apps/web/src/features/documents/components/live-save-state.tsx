'use client';

import { useEffect, useMemo, useState } from 'react';
import { SaveState, type SaveStatus } from '#components/save-state.tsx';
import type { LiveDocument } from '#lib/collab/live-document.ts';
import { useLivePart } from '#lib/collab/use-live-document.ts';
import { CalmStatus } from './calm-status.ts';

/** How long a first connection may take before it is called one that isn't there. */
const PATIENCE_MS = 3000;

/** How long a device may take to keep an edit. */
const WRITING_MS = 1000;

/** How far this browser's edits have come, in the bar. Nothing is said in the moment of connecting. */
export function LiveSaveState({ live }: { live: LiveDocument | null }) {
  const status = useLivePart(live, { select: ({ save }) => save, otherwise: null });
  const isKept = useKept(useLivePart(live, { select: (state) => state.isKept, otherwise: false }));
  const link = useLivePart(live, { select: (state) => state.link.kind, otherwise: 'connecting' as const });
  const [patient, setPatient] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setPatient(false), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  const shown = useMemo(() => {
    if (status === null) return null;
    return link === 'ended' ? afterEnd(status) : whereItIs(status, isKept);
  }, [status, link, isKept]);
  if (!shown || (link === 'connecting' && patient && shown.kind === 'offline'))
    return <SaveState status={null} />;
  return <CalmSaveState status={shown} />;
}

/** Whether edits lie on this device; while one is being put there, those before it count. */
function useKept(isKept: boolean): boolean {
  const [shown, setShown] = useState(isKept);
  if (isKept && !shown) setShown(true);
  useEffect(() => {
    if (isKept) return;
    const timer = setTimeout(() => setShown(false), WRITING_MS);
    return () => clearTimeout(timer);
  }, [isKept]);
  return shown;
}

/** Edits without a server are said to be on this device only where they are. */
function whereItIs(status: SaveStatus, isKept: boolean): SaveStatus {
  const isOnlyHere = status.kind === 'offline' && status.edits > 0 && !isKept;
  return isOnlyHere ? { kind: 'onlyHere', edits: status.edits } : status;
}

function CalmSaveState({ status }: { status: SaveStatus }) {
  const [shown, setShown] = useState(status);
  const [calm] = useState(() => new CalmStatus(status, setShown));
  useEffect(() => calm.set(status), [calm, status]);
  useEffect(() => () => calm.close(), [calm]);
  return <SaveState status={shown} />;
}

/** There is no connection to wait for. */
function afterEnd(status: SaveStatus): SaveStatus {
  return { kind: 'readOnly', edits: 'edits' in status ? status.edits : 0 };
}
