'use client';

import type { SaveStatus } from '@plenum/protocol/save-state';
import { useEffect, useRef, useState } from 'react';
import { SaveState } from '#components/save-state.tsx';
import type { LiveDocument } from '#lib/collab/live-document.ts';
import { useLivePart } from '#lib/collab/use-live-document.ts';

/** How long a first connection may take before it is called one that isn't there. */
const PATIENCE_MS = 3000;

/** How long a calmer state must last before it is shown, so that nothing flickers while somebody types. */
const CALM_MS = 500;

/** How far this browser's edits have come, in the bar. Nothing is said in the moment of connecting. */
export function LiveSaveState({ live }: { live: LiveDocument | null }) {
  const status = useLivePart(live, { select: ({ save }) => save, otherwise: null });
  const link = useLivePart(live, { select: (state) => state.link.kind, otherwise: 'connecting' as const });
  const [patient, setPatient] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setPatient(false), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!status || (link === 'connecting' && patient && status.kind === 'offline'))
    return <SaveState status={null} />;
  return <CalmSaveState status={link === 'ended' ? afterEnd(status) : status} />;
}

function CalmSaveState({ status }: { status: SaveStatus }) {
  const [shown, setShown] = useState(status);
  const latest = useRef(status);
  const { kind } = status;
  const differs = status !== shown;
  const calmer = kind === 'saved' || kind === shown.kind;
  useEffect(() => {
    latest.current = status;
  }, [status]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another kind begins anew to wait, another count does not
  useEffect(() => {
    if (!differs) return;
    const timer = setTimeout(() => setShown(latest.current), calmer ? CALM_MS : 0);
    return () => clearTimeout(timer);
  }, [kind, differs, calmer]);
  return <SaveState status={shown} />;
}

/** There is no connection to wait for. */
function afterEnd(status: SaveStatus): SaveStatus {
  return { kind: 'readOnly', edits: 'edits' in status ? status.edits : 0 };
}
