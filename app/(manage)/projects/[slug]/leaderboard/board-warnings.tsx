import { useTranslations } from "next-intl";
import type { Leaderboard, LeaderboardWarning } from "#lib/leaderboard/index.ts";
import { Notice } from "../../../../_components/notice.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";
import { Door } from "../../../_components/door.tsx";
import type { ComparisonChoice } from "../../../address.ts";

function Warning({ warning, to, isCorrected }: { warning: LeaderboardWarning; to: (own: ComparisonChoice) => string; isCorrected: boolean }) {
  const t = useTranslations("leaderboard.warnings");
  const { counted, formatCount, formatPercent } = useFigures();
  const groups = (names: string[][]) => names.map((group) => group.join(", ")).join("; ");
  switch (warning.kind) {
    case "disconnected":
      return t("disconnected", { groups: groups(warning.groups) });
    case "unbounded":
      return t("unbounded", { groups: groups(warning.groups), penalty: String(warning.penalty) });
    case "fragile":
      return (
        <>
          {t(isCorrected ? "fragileBefore" : "fragile", { ...counted(warning.count), share: formatPercent(warning.share, 2), leader: warning.leader, challenger: warning.challenger })}{" "}
          {warning.removed.map(({ winner, loser, count }, at) => (
            <span key={`${winner} ${loser}`}>
              {at > 0 ? "; " : null}
              <Door href={to({ generator: winner, against: loser, outcome: "won" })}>{t("removed", { shown: formatCount(count), winner, loser })}</Door>
            </span>
          ))}
        </>
      );
    case "few_sources":
      return t("fewSources", counted(warning.count));
  }
}

/** What makes the order of a board doubtful. */
export function BoardWarnings({ board, to }: { board: Leaderboard; to: (own: ComparisonChoice) => string }) {
  if (board.warnings.length === 0) return null;
  return (
    <div className="mb-3 flex flex-col gap-2">
      {board.warnings.map((warning) => (
        <Notice key={warning.kind} tone="attention">
          <Warning warning={warning} to={to} isCorrected={board.correction !== null} />
        </Notice>
      ))}
    </div>
  );
}
