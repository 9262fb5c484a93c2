import type { FailureReason, ListedRun } from "../../lib/scoring-run/index.ts";
import { formatTable } from "./output.ts";

/** How far a run is, in a line. */
export function describeRun(run: ListedRun): string {
  const { cachedCount, doneCount, failedCount, plannedCount } = run;
  return `${cachedCount + doneCount + failedCount} of ${plannedCount} passes, ${cachedCount} were there, ${failedCount} failed`;
}

/** A run as the command line prints it with --json: ids and counts, without what others know of people. */
export function runJson(run: ListedRun, failures?: FailureReason[]): Record<string, unknown> {
  const { scorerVersion, createdBy: _by, createdById: _id, turn: _turn, atWork: _work, ...row } = run;
  return { ...row, scorer: scorerVersion.scorer.name, version: scorerVersion.hash, ...(failures ? { failures } : {}) };
}

/** A run with why passes failed. */
export function toRunText(run: ListedRun, failures: FailureReason[]): string {
  const rows: [string, string | number][] = [
    ["scorer", `${run.scorerVersion.scorer.name}@${run.scorerVersion.hash.slice(0, 10)}`],
    ["state", run.state.toLowerCase()],
    ["passes in all", run.plannedCount],
    ["were there", run.cachedCount],
    ["scored", run.doneCount],
    ["failed", run.failedCount],
    ["calls", run.callCount],
    ["tokens", `${run.promptTokens} in, ${run.completionTokens} out`],
    ["seconds of answers", (Number(run.workMs) / 1_000).toFixed(1)],
  ];
  if (run.cost !== null) rows.push(["cost", run.cost.toFixed(4)]);
  if (run.errorCode) rows.push(["error", `${run.errorMessage} (${run.errorCode})`]);
  const text = formatTable(["run", run.id], rows.map(([name, value]) => [name, String(value)]));
  if (failures.length === 0) return text;
  return `${text}\n\n${formatTable(["failed with", "passes", "for example"], failures.map(({ code, count, examples }) => [code, count, examples[0] ? `${examples[0].candidate}, pass ${examples[0].pass + 1}: ${examples[0].message}` : ""]))}`;
}
