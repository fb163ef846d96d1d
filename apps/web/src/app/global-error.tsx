'use client';

import './globals.css';

/** Stands in for everything when even the frame of the page fails, so it needs neither messages nor a theme. */
export default function GlobalError({ retry }: { retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Plenum</title>
        <main className="mx-auto flex max-w-110 flex-col items-start gap-3 px-6 py-24">
          <h1 className="font-semibold text-title">That didn’t work</h1>
          <p className="text-ink-soft text-lead">
            Something went wrong on our side. Nothing you wrote is lost.{' '}
            <span lang="de">Das hat nicht geklappt. Nichts von deinem Text ist verloren.</span>
          </p>
          <button
            type="button"
            onClick={retry}
            className="mt-4 h-10 rounded-base border border-line bg-raised px-4 font-medium hover:bg-hover"
          >
            Try again · <span lang="de">Noch einmal versuchen</span>
          </button>
        </main>
      </body>
    </html>
  );
}
