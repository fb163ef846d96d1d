'use client';

import './globals.css';
import { PlainButton } from '#components/plain-button.tsx';

/** Stands in for everything when even the frame of the page fails, so it needs neither messages nor a theme. */
export default function GlobalError({ retry }: { retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Plenum</title>
        <main className="mx-auto flex max-w-110 flex-col items-start gap-3 px-6 py-24">
          <h1 className="font-semibold text-title">That didn’t work</h1>
          <p className="text-ink-soft text-lead">
            Something went wrong on our side. Try again.{' '}
            <span lang="de">Das hat nicht geklappt. Versuch es noch einmal.</span>
          </p>
          <div className="mt-4">
            <PlainButton onClick={retry}>
              Try again · <span lang="de">Noch einmal versuchen</span>
            </PlainButton>
          </div>
        </main>
      </body>
    </html>
  );
}
