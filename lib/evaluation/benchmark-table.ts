import type { FigureTable, FigureValue } from "../figure-table/index.ts";
import { groupOfTask, TASK_GROUPS, type TaskGroup } from "../item/task-type.ts";
import type { DimensionName } from "../project/index.ts";
import { averageResampled, type ResampledRatio } from "../stats/index.ts";
import { type Estimate, type MeasuredScorer, toEstimate } from "./measure-accuracy.ts";
import { PUBLISHED } from "./published-accuracy.ts";

export const BENCHMARK_GROUPS = ["overall", "subject", "appearance", "scene", "advanced"] as const;
/** PF, C and O of EditReward-Bench. */
export const BENCHMARK_DIMENSIONS = ["prompt_following", "consistency", "overall"] as const;
export type BenchmarkCell = Estimate & { group: (typeof BENCHMARK_GROUPS)[number]; dimension: (typeof BENCHMARK_DIMENSIONS)[number]; /** Task types that the mean is over, and clear pairs. */ taskTypeCount: number; n: number };

/** One scorer's line of the headline table: plain means over task types of strict accuracy, as EditScore's EditReward-Bench reports it. */
export type BenchmarkRow = { scorerId: string; name: string; cells: BenchmarkCell[] };

/** `otherTaskTypes`: task types of this evidence that the benchmark does not have; they are in no column but count in the tables below. */
export type BenchmarkTable = { rows: BenchmarkRow[]; otherTaskTypes: string[] };

const SHORT: Record<(typeof BENCHMARK_DIMENSIONS)[number], "PF" | "C" | "O"> = { prompt_following: "PF", consistency: "C", overall: "O" };

function cellOf(measured: MeasuredScorer | undefined, group: BenchmarkCell["group"], dimension: BenchmarkCell["dimension"]): BenchmarkCell {
  const types = measured ? [...measured.byTaskType].filter(([type]) => (group === "overall" ? groupOfTask(type) !== null : groupOfTask(type) === group)) : [];
  const isScored = measured !== undefined && measured.pooled.estimate !== null;
  const used: ResampledRatio[] = isScored ? types.map(([, ratio]) => ratio) : [];
  const n = measured ? measured.clear.filter((at) => types.some(([type]) => type === measured.pairs.taskType[at])).length : 0;
  return { group, dimension, ...toEstimate(averageResampled(used)), taskTypeCount: types.length, n };
}

/** The headline table of all scorers; `measured` holds every scorer in every dimension. */
export function buildBenchmarkTable(measured: readonly MeasuredScorer[]): BenchmarkTable {
  const scorers = Map.groupBy(measured, ({ accuracy }) => accuracy.scorerId);
  const types = new Set(measured.flatMap(({ byTaskType }) => [...byTaskType.keys()]));
  return {
    rows: [...scorers].map(([scorerId, own]) => ({
      scorerId,
      name: own[0]!.accuracy.name,
      cells: BENCHMARK_GROUPS.flatMap((group) => BENCHMARK_DIMENSIONS.map((dimension) => cellOf(own.find(({ accuracy }) => accuracy.dimension === dimension), group, dimension))),
    })),
    otherTaskTypes: [...types].filter((type) => groupOfTask(type) === null).sort(),
  };
}

const keyOf = (group: string, dimension: string) => `${group}_${SHORT[dimension as DimensionName & keyof typeof SHORT].toLowerCase()}`;

/** The headline table for files; published rows of other judges follow, named as published. */
export function toBenchmarkFigures({ rows, otherTaskTypes }: BenchmarkTable, withPublished: boolean): FigureTable {
  const cells = BENCHMARK_GROUPS.flatMap((group) => BENCHMARK_DIMENSIONS.map((dimension) => ({ group, dimension })));
  const own = rows.map((row): Record<string, FigureValue> => ({ scorer: row.name, source: "this evidence", ...Object.fromEntries(row.cells.flatMap((cell) => [[keyOf(cell.group, cell.dimension), cell.value], [`${keyOf(cell.group, cell.dimension)}_interval`, cell.interval]])) }));
  const published = PUBLISHED.map((row): Record<string, FigureValue> => ({ scorer: row.name, source: "published", ...Object.fromEntries(cells.map(({ group, dimension }) => [keyOf(group, dimension), row.values[group][SHORT[dimension]]])) }));
  const others = otherTaskTypes.length > 0 ? ` Task types that the benchmark does not have are in no column: ${otherTaskTypes.map((type) => type || "none").join(", ")}.` : "";
  return {
    name: "editreward-bench",
    caption: "Scorers against people, laid out as EditReward-Bench of EditScore",
    columns: [
      { key: "scorer", label: "Scorer", kind: "text" },
      { key: "source", label: "Source", kind: "text" },
      ...cells.flatMap(({ group, dimension }) => [
        { key: keyOf(group, dimension), label: `${group[0]!.toUpperCase()}${group.slice(1)} ${SHORT[dimension]}`, kind: "share" as const },
        { key: `${keyOf(group, dimension)}_interval`, label: "95 %", kind: "share_interval" as const },
      ]),
    ],
    rows: [...own, ...(withPublished ? published : [])],
    note: `Strict pair accuracy: an equal or missing score is wrong, pairs that people call equal are left out; plain mean over task types. 95 % by resampling source pictures.${others}${withPublished ? " Published rows: arXiv 2509.23909, on that benchmark's own pairs and people; not comparable with the rows above." : ""}`,
  };
}

/** Task types of a group, for the doors of its cells. */
export const typesOfGroup = (group: BenchmarkCell["group"]): readonly string[] => (group === "overall" ? Object.values(TASK_GROUPS).flat() : TASK_GROUPS[group as TaskGroup]);
