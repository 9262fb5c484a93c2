"use client";

import { Button } from "./_components/button.tsx";
import { EmptyState } from "./_components/empty-state.tsx";

/** Errors of pages reach the browser without their text; the digest finds them in the log. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="mx-auto max-w-xl px-4 py-24">
      <EmptyState title="This page could not be shown" action={<Button variant="primary" onClick={reset}>Try again</Button>}>
        Nothing was lost: what you sent is stored, and what was not sent waits in this browser. If the database is away, this page
        works again as soon as it is back.{error.digest ? ` Log entry ${error.digest}.` : ""}
      </EmptyState>
    </main>
  );
}
