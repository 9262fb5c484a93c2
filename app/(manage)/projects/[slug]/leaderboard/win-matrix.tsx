import { useTranslations } from "next-intl";
import type { Leaderboard, MatrixCell } from "#lib/leaderboard/index.ts";
import { Table, Th } from "../../../../_components/table.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";
import { Door } from "../../../_components/door.tsx";
import type { ComparisonChoice } from "../../../address.ts";

/** Half won is no colour; the more was won the darker, the more was lost the darker in the other hue. Numbers say the same. */
function shade(share: number): string {
  const strength = Math.round(Math.abs(share - 0.5) * 2 * 28);
  return `color-mix(in oklab, var(${share >= 0.5 ? "--color-series-1" : "--color-series-2"}) ${strength}%, transparent)`;
}

function Cell({ cell, to }: { cell: MatrixCell | undefined; to: (own: ComparisonChoice) => string }) {
  const t = useTranslations("leaderboard");
  const { formatCount, formatPercent } = useFigures();
  if (!cell) return <td className="h-11 border border-line px-2 text-center text-ink-faint">·</td>;
  const n = cell.wins + cell.ties + cell.losses;
  const share = (cell.wins + cell.ties / 2) / n;
  return (
    <td className="h-11 min-w-20 border border-line px-2 py-1 text-center" style={{ backgroundColor: shade(share) }} title={t("matrix.cell", { row: cell.row, column: cell.column, won: formatCount(cell.wins), equal: formatCount(cell.ties), lost: formatCount(cell.losses), comparisons: formatCount(cell.comparisonCount) })}>
      <Door href={to({ generator: cell.row, against: cell.column, outcome: "met" })}>{formatPercent(share, 0)}</Door>
      <span className="block text-[11px] leading-tight">{t("matrix.n", { shown: formatCount(n) })}</span>
    </td>
  );
}

/** Who beat whom: the share that the generator of the row won of the judgments against that of the column. */
export function WinMatrix({ board, to }: { board: Leaderboard; to: (own: ComparisonChoice) => string }) {
  const t = useTranslations("leaderboard");
  const names = board.rows.map(({ generator }) => generator);
  if (names.length < 2) return null;
  return (
    <section className="mt-5">
      <h2 className="text-base font-semibold">{t("matrix.title")}</h2>
      <p className="mb-2 max-w-prose text-base text-ink-soft">{t("matrix.lead")}</p>
      <Table label={t("matrix.title")} className="w-auto! tabular-nums">
        <thead>
          <tr>
            <Th aria-label={t("columns.generator")} />
            {names.map((name) => (
              <Th key={name} className="px-2! text-center!">
                {name}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((row) => (
            <tr key={row}>
              <th scope="row" className="pr-3 text-left font-medium whitespace-nowrap">
                {row}
              </th>
              {names.map((column) => (
                <Cell key={column} cell={board.matrix.find((cell) => cell.row === row && cell.column === column)} to={to} />
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
