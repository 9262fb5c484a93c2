import { useTranslations } from "next-intl";
import type { Leaderboard, LeaderboardWarning } from "#lib/leaderboard/index.ts";
import { Notice } from "../../../../_components/notice.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";

function Warning({ warning }: { warning: LeaderboardWarning }) {
  const t = useTranslations("leaderboard.warnings");
  const { counted, formatCount, formatPercent } = useFigures();
  const groups = (names: string[][]) => names.map((group) => group.join(", ")).join("; ");
  switch (warning.kind) {
    case "disconnected":
      return t("disconnected", { groups: groups(warning.groups) });
    case "unbounded":
      return t("unbounded", { groups: groups(warning.groups), penalty: String(warning.penalty) });
    case "fragile":
      return t("fragile", { ...counted(warning.count), share: formatPercent(warning.share, 2), leader: warning.leader, challenger: warning.challenger, removed: warning.removed.map(({ winner, loser, count }) => t("removed", { shown: formatCount(count), winner, loser })).join("; ") });
    case "few_sources":
      return t("fewSources", counted(warning.count));
  }
}

/** What makes the order of a board doubtful. */
export function BoardWarnings({ board }: { board: Leaderboard }) {
  if (board.warnings.length === 0) return null;
  return (
    <div className="mb-3 flex flex-col gap-2">
      {board.warnings.map((warning) => (
        <Notice key={warning.kind} tone="attention">
          <Warning warning={warning} />
        </Notice>
      ))}
    </div>
  );
}
