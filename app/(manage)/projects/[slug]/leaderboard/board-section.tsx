import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import type { GeneratorRank, Leaderboard, Leaderboards } from "#lib/leaderboard/index.ts";
import { SimulatedMark } from "../../../../_components/badge.tsx";
import { useDimensionName } from "../../../../_components/dimension-name.ts";
import { Table, Td, Th } from "../../../../_components/table.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";
import { Door } from "../../../_components/door.tsx";
import { type ComparisonChoice, comparisonsHref, hrefWith } from "../../../address.ts";
import { BoardWarnings } from "./board-warnings.tsx";
import { StrengthBar, type StrengthScale } from "./strength-bar.tsx";
import { WinMatrix } from "./win-matrix.tsx";

/** The comparisons behind a figure of a board, under the page's filters. */
export function boardHref({ project, filter }: Leaderboards, { dimension }: Leaderboard, task: string | undefined): (own: ComparisonChoice) => string {
  return (own) => comparisonsHref(project.slug, { people: filter.people, dimension, task, ...(filter.origin ? { origin: `any:${filter.origin}` } : {}), ...own });
}

/** One scale for all rows: from the lowest end of an interval to the highest. */
function scaleOf(rows: readonly GeneratorRank[]): StrengthScale | null {
  const ends = rows.flatMap(({ strength, interval }) => (strength === null ? [] : [strength, interval?.low ?? strength, interval?.high ?? strength]));
  return ends.length === 0 ? null : { low: Math.min(...ends), high: Math.max(...ends) };
}

function Rank({ row }: { row: GeneratorRank }) {
  const t = useTranslations("leaderboard");
  const { rank, rankInterval } = row;
  if (rank === null) return <>–</>;
  if (!rankInterval || rankInterval.best === rankInterval.worst) return <strong className="font-semibold">{rank}</strong>;
  return (
    <span title={t("ranksOpen", { best: rankInterval.best, worst: rankInterval.worst })}>
      <strong className="font-semibold">{rank}</strong> <span className="text-ink-faint">{`(${rankInterval.best}–${rankInterval.worst})`}</span>
    </span>
  );
}

function Row({ row, scale, to, slug }: { row: GeneratorRank; scale: StrengthScale | null; to: (own: ComparisonChoice) => string; slug: string }) {
  const t = useTranslations("leaderboard");
  const { formatCount, formatNumber, formatPercent, formatPercentInterval } = useFigures();
  const { generator, lead } = row;
  const behind = (judgments: number, comparisons: number) => t("behind", { judgments: formatCount(judgments), comparisons: formatCount(comparisons) });
  const simulated = row.simulatedCount > 0 && row.simulatedCount < row.n ? t("simulated", { shown: formatCount(row.simulatedCount) }) : undefined;
  return (
    <tr>
      <Td numeric>
        <Rank row={row} />
      </Td>
      <Td className="font-medium whitespace-nowrap">
        <Door href={hrefWith(`/projects/${slug}/items`, { generator })}>{generator}</Door>
      </Td>
      <Td numeric>{formatNumber(row.scale1000, 0)}</Td>
      <Td className="w-[260px] min-w-[220px]">
        {scale && row.strength !== null ? (
          <Link href={to({ generator, outcome: "met" })} prefetch={false}>
            <StrengthBar name={generator} value={row.strength} interval={row.interval} scale={scale} />
          </Link>
        ) : (
          "–"
        )}
      </Td>
      <Td numeric title={lead ? t("leadWhy", { other: lead.over }) : undefined}>
        {lead ? formatNumber(lead.difference) : "–"}
        {lead?.error ? <span className="block text-[11px] leading-tight text-ink-faint">±{formatNumber(lead.error)}</span> : null}
      </Td>
      <Td numeric>
        {formatPercent(row.winRate.value)}
        {row.winRate.interval ? <span className="block text-[11px] leading-tight text-ink-faint">{formatPercentInterval(row.winRate.interval)}</span> : null}
      </Td>
      <Td numeric>
        <Door href={to({ generator, outcome: "won" })} title={behind(row.wins, row.met.won)}>
          {formatCount(row.wins)}
        </Door>
      </Td>
      <Td numeric>
        <Door href={to({ generator, outcome: "tied" })} title={behind(row.ties, row.met.tied)}>
          {formatCount(row.ties)}
        </Door>
      </Td>
      <Td numeric>
        <Door href={to({ generator, outcome: "lost" })} title={behind(row.losses, row.met.lost)}>
          {formatCount(row.losses)}
        </Door>
      </Td>
      <Td numeric title={simulated}>
        {formatCount(row.n)}
        {simulated ? <span className="block text-[11px] leading-tight text-ink-faint">{simulated}</span> : null}
      </Td>
      <Td numeric>
        <Door href={to({ generator, outcome: "met" })}>{formatCount(row.comparisonCount)}</Door>
      </Td>
      <Td numeric>{formatCount(row.itemCount)}</Td>
    </tr>
  );
}

function Facts({ board }: { board: Leaderboard }) {
  const t = useTranslations("leaderboard");
  const { counted, formatNumber, formatPercent, formatCount } = useFigures();
  const { correction } = board;
  return (
    <p className="mb-2 max-w-prose text-base text-ink-soft">
      {t("facts", { ...counted(board.judgmentCount), ties: formatPercent(board.tieShare) })} {t(`models.${correction ? "corrected" : board.model}`, { tie: formatNumber(board.tie) })}{" "}
      {correction
        ? correction.coefficients
            .map(({ name, value, interval }) => t(`coefficients.${name}`, { value: formatNumber(value, 3), interval: interval ? `${formatNumber(interval.low, 3)} … ${formatNumber(interval.high, 3)}` : "–" }))
            .concat(correction.leftOutCount > 0 ? [t("leftOut", { shown: formatCount(correction.leftOutCount) })] : [])
            .join(" ")
        : null}
    </p>
  );
}

/** One dimension: what makes the order doubtful, the order, and who beat whom. */
export function BoardSection({ board, boards, task, isOpen }: { board: Leaderboard; boards: Leaderboards; task?: string; isOpen: boolean }) {
  const t = useTranslations("leaderboard");
  const dimensionName = useDimensionName();
  const scale = scaleOf(board.rows);
  const to = boardHref(boards, board, task);
  if (board.rows.length === 0) return null;
  return (
    <details open={isOpen} className="group mb-8">
      <summary className="mb-2 flex list-none items-center gap-2 text-lead font-semibold [&::-webkit-details-marker]:hidden">
        <ChevronRight size={18} aria-hidden className="transition-transform group-open:rotate-90 print:hidden" />
        {dimensionName(board.dimension)}
        {board.simulatedCount > 0 ? <SimulatedMark /> : null}
      </summary>
      <BoardWarnings board={board} to={to} />
      <Facts board={board} />
      <Table label={t("table", { dimension: dimensionName(board.dimension) })} className="tabular-nums">
        <thead>
          <tr>
            <Th numeric title={t("columns.rankWhy")}>
              {t("columns.rank")}
            </Th>
            <Th>{t("columns.generator")}</Th>
            <Th numeric title={t("columns.scaleWhy")}>
              {t("columns.scale")}
            </Th>
            <Th>{t("columns.strength")}</Th>
            <Th numeric>{t("columns.lead")}</Th>
            <Th numeric>{t("columns.winRate")}</Th>
            <Th numeric>{t("columns.won")}</Th>
            <Th numeric>{t("columns.equal")}</Th>
            <Th numeric>{t("columns.lost")}</Th>
            <Th numeric>{t("columns.n")}</Th>
            <Th numeric>{t("columns.comparisons")}</Th>
            <Th numeric>{t("columns.items")}</Th>
          </tr>
        </thead>
        <tbody>
          {board.rows.map((row) => (
            <Row key={row.generator} row={row} scale={scale} to={to} slug={boards.project.slug} />
          ))}
        </tbody>
      </Table>
      <WinMatrix board={board} to={to} />
    </details>
  );
}
