import type { Consensus } from "#lib/stats/index.ts";
import { Badge } from "../../_components/badge.tsx";
import { formatPercent } from "../../_components/figure.ts";

const WORDS: Record<Consensus, string> = { A: "A is better", B: "B is better", TIE: "equal", UNDECIDED: "undecided" };

/** What the judgments say together, with the share of the leading answer. */
export function ConsensusBadge({ consensus, share, n, decidedBy = "plurality" }: { consensus: Consensus | null; share: number | null; n: number; decidedBy?: "plurality" | "adjudication" }) {
  if (consensus === null) return <Badge>not judged</Badge>;
  if (decidedBy === "adjudication") {
    return (
      <Badge tone="accent" title={`A reviewer decided; the leading answer had ${formatPercent(share, 0)} of ${n}`}>
        {WORDS[consensus]}, adjudicated
      </Badge>
    );
  }
  return <Badge title={`${formatPercent(share, 0)} of ${n} ${n === 1 ? "answer" : "answers"}`}>{WORDS[consensus]}</Badge>;
}
