"use client";

import { useEffect, useState } from "react";
import type { StatePreview } from "#lib/annotator/index.ts";
import type { MemberState } from "#lib/generated/prisma/client.ts";
import { formatCount } from "../../../../_components/english-figures.ts";
import { loadStatePreview } from "./actions.ts";

function describe({ judgments, undecided, changed }: StatePreview): string {
  if (judgments === 0) return "No figure changes.";
  const count = formatCount(Math.abs(judgments));
  return `${count} ${judgments > 0 ? "judgments leave" : "judgments come back into"} the consensus; ${formatCount(changed)} comparisons get another answer, ${formatCount(undecided)} of them become undecided.`;
}

/** What the change does to the figures, counted when its dialog opens. */
export function StatePreviewLine({ slug, userId, next }: { slug: string; userId: string; next: MemberState }) {
  const [words, setWords] = useState("Counting what changes …");
  useEffect(() => {
    let isCurrent = true;
    void loadStatePreview(slug, userId, next).then((preview) => isCurrent && setWords(preview ? describe(preview) : "What changes could not be counted."));
    return () => {
      isCurrent = false;
    };
  }, [slug, userId, next]);
  return (
    <p role="status" className="text-small text-ink-soft">
      {words}
    </p>
  );
}
