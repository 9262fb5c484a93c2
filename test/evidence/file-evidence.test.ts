import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Evidence, type EvidenceFiles, type JudgmentColumns, readFileEvidence, readProjectEvidence, readProjectJudgments, takeDifferences, takeScores } from "#lib/evidence/index.ts";
import { exportProject } from "#lib/export/index.ts";
import { decide } from "../factories/decision.ts";
import { type JudgedProject, makeJudgedProject } from "../report/judged-project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;
let judged: JudgedProject;
const folder = mkdtempSync(path.join(tmpdir(), "juxta-evidence-"));

function write(name: string, lines: readonly (string | object)[]): string {
  const file = path.join(folder, name);
  writeFileSync(file, lines.map((line) => (typeof line === "string" ? line : `${JSON.stringify(line)}\n`)).join(""));
  return file;
}

/** Evidence with names in place of ids, so that two sources can be held against each other. */
function named({ evidence, judgments }: { evidence: Evidence; judgments: JudgmentColumns }) {
  const name = (candidate: number) => `${evidence.items[evidence.candidates[candidate]!.item]!.externalId}/${evidence.candidates[candidate]!.externalId}`;
  return {
    dimensions: evidence.dimensions,
    items: evidence.items.map(({ externalId, taskType, cluster }) => ({ externalId, taskType, cluster })),
    candidates: evidence.candidates.map((row) => ({ ...row, id: null })),
    comparisons: evidence.comparisons.ids.map((_, at) => [name(evidence.comparisons.a[at]!), name(evidence.comparisons.b[at]!)]),
    tallies: evidence.tallies,
    scorers: evidence.scorers.map((scorer) => ({ name: scorer.name, hash: scorer.hash, scale: scorer.scale, passCount: scorer.passCount, scores: scorer.scores })),
    annotators: judgments.annotators.map((row) => ({ ...row, id: null })),
    judgments: { ...judgments, annotators: null },
  };
}

beforeAll(async () => {
  database = await createTestDatabase();
  judged = await makeJudgedProject();
  await decide(judged.project, judged.comparisons.get(2)!, { overall: "TIE" });
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

describe("evidence from a project's export", () => {
  it("is the evidence of the project", async () => {
    const lines: string[] = [];
    for await (const part of exportProject("operator", judged.project.slug)) lines.push(part);
    const file = write("export.jsonl", lines);
    const evidence = await readProjectEvidence(judged.project);
    const own = named({ evidence, judgments: await readProjectJudgments(judged.project.id, evidence) });
    const read = named(await readFileEvidence({ judgments: file, scores: [file], items: file }));
    expect({ ...read, comparisons: own.comparisons.filter((pair) => read.comparisons.some((other) => String(other) === String(pair))) }).toMatchObject({ dimensions: own.dimensions, items: own.items, candidates: own.candidates, comparisons: read.comparisons, scorers: own.scorers, annotators: own.annotators });
    const counted = (side: typeof own) => side.comparisons.flatMap((pair, at) => side.dimensions.map((dimension) => [String(pair), dimension, ...["people", "simulated"].flatMap((kind) => [...side.tallies.get(dimension)![kind as "people"].subarray(at * 5, at * 5 + 5)]), side.tallies.get(dimension)!.decision[at]])).filter((row) => row.slice(2).some((count) => count !== 0));
    expect(counted(read)).toEqual(counted(own));
    expect(counted(own).some((row) => row.at(-1) === 3)).toBe(true);
    expect([...read.judgments.verdict].sort()).toEqual([...own.judgments.verdict].sort());
    expect([...read.judgments.side].sort()).toEqual([...own.judgments.side].sort());
  });
});

const LINE = { comparison_id: "c1", item_id: "i1", task_type: "add", a: "x", b: "y", annotator: "ann", dimension: "overall", verdict: "A", side_a: "left", ms: 1_200, at: "2026-03-01T09:00:00Z" };
const read = (lines: object[], scores: object[][] = [], items: object[] | null = null) => {
  const files: EvidenceFiles = { judgments: write("judgments.jsonl", lines), scores: scores.map((own, at) => write(`scorer-${at}.jsonl`, own)), items: items && write("items.jsonl", items) };
  return readFileEvidence(files);
};
const problemOf = (lines: object[], scores: object[][] = [], items: object[] | null = null) => read(lines, scores, items).then(() => null, (error: { code: string; details?: { problems: object[] } }) => error.details?.problems[0] ?? error.code);

describe("evidence from plain lines", () => {
  it("counts verdicts by candidate whichever way a line names them", async () => {
    const { evidence, judgments } = await read([
      LINE,
      { ...LINE, annotator: "bob", a: "y", b: "x", verdict: "a", side_a: "left", generator_a: "maker" },
      { ...LINE, annotator: "cat", verdict: "skip", simulated: true, at: undefined },
      { ...LINE, annotator: "late", counted: false },
      { ...LINE, comparison_id: "c2", item_id: "i2", task_type: undefined, dimension: "perceptual_quality", verdict: "BOTH_BAD" },
    ]);
    expect(evidence.items.map(({ id, taskType, cluster }) => [id, taskType, cluster])).toEqual([["i1", "subject-add", 0], ["i2", null, 1]]);
    expect(evidence.dimensions).toEqual(["visual_quality", "overall"]);
    const overall = evidence.tallies.get("overall")!;
    expect([...overall.people]).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect([...overall.simulated]).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 0, 0]);
    expect([...evidence.tallies.get("visual_quality")!.people]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 0]);
    expect(judgments.annotators.map(({ name, simulated }) => [name, simulated])).toEqual([["ann", false], ["bob", false], ["cat", true]]);
    const bob = [...judgments.annotator].findIndex((at) => judgments.annotators[at]!.name === "bob");
    expect([judgments.verdict[bob], judgments.side[bob]]).toEqual([1, -1]);
  });

  it("reads scores of one pass and of many, and knows the average that is taken first", async () => {
    const pass = (at: number, pf: number, vq: number) => ({ pass: at, prompt_following: pf, perceptual_quality: vq, overall: Math.sqrt(pf * vq) });
    const whole = (id: string, passes: ReturnType<typeof pass>[]) => {
      const mean = (pick: (row: ReturnType<typeof pass>) => number) => passes.reduce((sum, row) => sum + pick(row), 0) / passes.length;
      return { item_id: "i1", candidate_id: id, overall: Math.sqrt(mean((row) => row.prompt_following) * mean((row) => row.perceptual_quality)), passes };
    };
    const { evidence } = await read([LINE], [[{ item_id: "i1", candidate_id: "x", overall: 8 }, { item_id: "i1", candidate_id: "y", overall: 3 }], [whole("x", [pass(0, 4, 9), pass(1, 9, 4)]), whole("y", [pass(0, 1, 1), pass(1, 4, 4)])]]);
    const [plain, judge] = evidence.scorers;
    expect(plain).toMatchObject({ name: "scorer-0", passCount: 1, isAverageFirst: false, scale: [0, 10] });
    expect([...takeDifferences(evidence, takeScores(plain!, "overall")!)]).toEqual([5]);
    expect(judge).toMatchObject({ passCount: 2, isAverageFirst: true });
    expect([...takeScores(judge!, "overall")!]).toEqual([6.5, 2.5]);
    expect([...takeScores(judge!, "overall", [1])!]).toEqual([6, 4]);
  });

  it("takes task types, generators and shared sources from the item file", async () => {
    const item = (id: string, source: string) => ({ item_id: id, source, instruction: "Add a hat.", task_type: "add", candidates: [{ candidate_id: "x", image: "x.png", generator: "one" }, { candidate_id: "y", image: "y.png", generator: "two" }] });
    const { evidence } = await read([LINE, { ...LINE, comparison_id: "c2", item_id: "i2" }], [], [item("i1", "same.png"), item("i2", "same.png"), item("i3", "other.png")]);
    expect(evidence.items.map((row) => row.cluster)).toEqual([0, 0, 1]);
    expect(evidence.candidates.map((row) => row.generator)).toEqual(["one", "two", "one", "two", "one", "two"]);
  });

  it.each([
    ["no JSON object", ["nonsense\n"] as unknown as object[], { line: 1, code: "json_invalid" }],
    ["a verdict that is none", [LINE, { ...LINE, verdict: "C" }], { line: 2, code: "field_invalid", field: "verdict" }],
    ["a missing annotator", [{ ...LINE, annotator: undefined }], { line: 1, code: "field_invalid", field: "annotator" }],
    ["the same person again", [LINE, { ...LINE, verdict: "B" }], { line: 2, code: "verdict_repeated" }],
    ["a comparison with other candidates", [LINE, { ...LINE, annotator: "bob", b: "z" }], { line: 2, code: "comparison_changed" }],
    ["candidates under a second name", [LINE, { ...LINE, annotator: "bob", comparison_id: "c9" }], { line: 2, code: "comparison_repeated" }],
    ["a second task type", [LINE, { ...LINE, comparison_id: "c2", b: "z", task_type: "remove" }], { line: 2, code: "task_type_changed" }],
    ["a candidate against itself", [{ ...LINE, b: "x" }], { line: 1, code: "same_candidate" }],
  ])("refuses %s with its line", async (_name, lines, problem) => {
    expect(await problemOf(lines)).toMatchObject(problem);
  });

  it("refuses what the item file does not know, scores twice, and files without a judgment", async () => {
    const items = [{ item_id: "i1", source: "s.png", instruction: "Add.", candidates: [{ candidate_id: "x", image: "x.png" }, { candidate_id: "y", image: "y.png" }] }];
    expect(await problemOf([{ ...LINE, item_id: "i7" }], [], items)).toMatchObject({ code: "item_unknown", field: "item_id", line: 1 });
    expect(await problemOf([{ ...LINE, b: "z" }], [], items)).toMatchObject({ code: "candidate_unknown", field: "b" });
    expect(await problemOf([LINE], [[{ item_id: "i1", candidate_id: "q", overall: 1 }]], items)).toMatchObject({ code: "candidate_unknown", file: "scorer-0.jsonl" });
    expect(await problemOf([LINE], [[{ item_id: "i1", candidate_id: "x", overall: 1 }, { item_id: "i1", candidate_id: "x", overall: 2 }]])).toMatchObject({ code: "score_repeated", line: 2 });
    expect(await problemOf([{ ...LINE, counted: false }])).toBe("evidence_empty");
    await expect(readFileEvidence({ judgments: path.join(folder, "none.jsonl"), scores: [], items: null })).rejects.toMatchObject({ code: "file_missing" });
  });
});
