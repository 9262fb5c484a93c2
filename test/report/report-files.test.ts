import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getDb } from "#lib/db.ts";
import { readFileEvidence } from "#lib/evidence/index.ts";
import { exportProject } from "#lib/export/index.ts";
import { buildFigures, computeReport, listTables } from "#lib/report/index.ts";
import { registerScorer } from "#lib/scorer/index.ts";
import { runJson, runJuxta } from "../cli/run-juxta.ts";
import { decide } from "../factories/decision.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { type JudgedProject, makeJudgedProject } from "./judged-project.ts";

let database: TestDatabase;
let judged: JudgedProject;
const folder = mkdtempSync(path.join(tmpdir(), "juxta-report-files-"));
const file = path.join(folder, "export.jsonl");

beforeAll(async () => {
  database = await createTestDatabase();
  judged = await makeJudgedProject();
  await decide(judged.project, judged.comparisons.get(2)!, { overall: "B" });
  await sayOfPairs(judged);
  let text = "";
  for await (const lines of exportProject("operator", judged.project.slug)) text += lines;
  writeFileSync(file, text);
});
afterAll(async () => {
  await database?.drop();
  rmSync(folder, { recursive: true });
});

/** A judge of pairs on 1 (alpha both times), 2 (the first one each time) and 6, which nobody has judged. */
async function sayOfPairs({ comparisons }: JudgedProject): Promise<void> {
  const { id } = await registerScorer({ name: "pair judge", kind: "pairwise", description: "", hash: "b".repeat(64), scaleMin: 0, scaleMax: 1 });
  const rows = [[1, "A", "A"], [2, "A", "B"], [6, "B", "TIE"]] as const;
  await getDb().pairVerdict.createMany({ data: rows.map(([number, aFirst, bFirst]) => ({ scorerVersionId: id, comparisonId: comparisons.get(number)!.id, dimension: "overall" as const, aFirst, bFirst })) });
}

test.each(["all", "people", "simulated"] as const)("an export gives, to the last digit, every table that the page has of %s", async (people) => {
  const { evidence, pairJudges } = await readFileEvidence({ judgments: file, scores: [file], items: file });
  const page = await computeReport("operator", judged.project.slug, { people, isWhole: true });
  expect(listTables(buildFigures(evidence, { filter: { people }, detail: "all", pairJudges }))).toEqual(listTables(page));
});

test("the command computes from files without a database: printed, as JSON, as one HTML file", async () => {
  const env = { DATABASE_URL: undefined, JUXTA_HOME: path.join(folder, "no-home") };
  const args = ["report", "--judgments", file, "--scores", file, "--items", file];
  const written = await runJuxta([...args, "--json", "out/report.json", "--html", "out/report.html"], { cwd: folder, env });
  expect(written).toMatchObject({ code: 0, stdout: "" });
  const page = await computeReport("operator", judged.project.slug, { isWhole: true });
  const figures = JSON.parse(readFileSync(path.join(folder, "out/report.json"), "utf8")) as { scorers: { strict: unknown }[]; agreement: { overall: unknown } };
  expect(figures.scorers.map(({ strict }) => strict)).toEqual(page.scorers.map(({ strict }) => strict));
  expect(figures.agreement.overall).toEqual(page.agreement.overall);
  const html = readFileSync(path.join(folder, "out/report.html"), "utf8");
  for (const { name } of listTables(page)) expect(html).toContain(`<section id="${name}">`);
  expect(html).not.toMatch(/<script|https?:\/\/(?!arxiv)/);
  expect(existsSync(path.join(folder, "no-home"))).toBe(false);
  const wrong = path.join(folder, "wrong.jsonl");
  writeFileSync(wrong, '{"comparison_id": "c", "item_id": "i", "a": "x", "b": "x", "annotator": "n", "dimension": "overall", "verdict": "A"}\n');
  const refused = await runJuxta(["report", "--judgments", wrong], { cwd: folder, env });
  expect([refused.code, refused.stderr.includes("wrong.jsonl, line 1, b: a and b are the same candidate. (same_candidate)"), refused.stderr.includes("(evidence_invalid)")]).toEqual([1, true, true]);
});

test("the line that the formats show is read as it stands", async () => {
  const formats = readFileSync(path.resolve(import.meta.dirname, "../../docs/formats.md"), "utf8");
  const [, line] = /## Verdicts and scores for a report[\s\S]*?```json\n(.*)\n```/.exec(formats)!;
  const example = path.join(folder, "example.jsonl");
  writeFileSync(example, `${line}\n`);
  const { evidence, judgments } = await readFileEvidence({ judgments: example, scores: [], items: null });
  expect([evidence.items[0]!.taskType, judgments.side[0], judgments.durationMs[0]]).toEqual(["color_alter", 1, 4180]);
});

test("the leaderboard is printed with what makes it doubtful", async () => {
  const { json } = await runJson(["leaderboard", judged.project.slug]);
  expect(json).toMatchObject({ mainDimension: "overall", boards: [{ dimension: "overall", rows: [{ generator: "alpha", rank: 1 }, { generator: "beta", rank: 2 }] }, { dimension: "prompt_following" }] });
  expect((await runJuxta(["leaderboard", judged.project.slug, "--correct", "beauty"])).stderr).toContain("--correct is a list of side, magnitude.");
});
