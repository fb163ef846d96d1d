import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Asks for the page anew where access has changed, or the document was opened anew: what else is other the server knows best. */
export function useFreshPage({
  accessChanged,
  round,
  isOffline,
}: {
  accessChanged: boolean;
  /** How often the document has been opened anew. */
  round: number;
  isOffline: boolean;
}): void {
  const router = useRouter();
  useEffect(() => {
    if ((accessChanged || round > 0) && !isOffline) router.refresh();
  }, [accessChanged, round, isOffline, router]);
}
