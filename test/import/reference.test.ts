import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#lib/auth/index.ts";
import { exportProject } from "#lib/export/index.ts";
import type { Project } from "#lib/generated/prisma/client.ts";
import { prepareItem } from "#lib/import/index.ts";
import { getItem } from "#lib/item/index.ts";
import { claimForJudging } from "#lib/judgment/index.ts";
import { openJudge } from "#lib/reward/open-judge.ts";
import { parseScorerDefinition, type VlmDefinition } from "#lib/reward/scorer-definition.ts";
import { scoreFile } from "#lib/reward/score-file/index.ts";
import { readEdits } from "#lib/scorer/index.ts";
import { importSource, makeLine, readProblems, writeSource } from "../factories/import-source.ts";
import { makeMember } from "../factories/people.ts";
import { makePlainPicture, makeUndecodablePicture } from "../factories/pictures.ts";
import { makeProject } from "../factories/project.ts";
import { say } from "../judge-server/answers.ts";
import { type JudgeServer, startJudgeServer } from "../judge-server/judge-server.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;
let judge: JudgeServer;
let project: Project;
let owner: Actor;
let folder: string;
const WITH = makeLine("with", { reference: "good.png" });

const define = () => parseScorerDefinition({ kind: "vlm", protocol: "four_scores", reference: true, baseUrl: judge.baseUrl, model: "m", temperature: 0, pictures: "originals" }) as VlmDefinition;
const itemOf = (externalId: string) => database.db.item.findFirstOrThrow({ where: { projectId: project.id, externalId }, include: { reference: true } });

beforeAll(async () => {
  database = await createTestDatabase();
  judge = await startJudgeServer(() => say(JSON.stringify({ reasoning: "r", edit_success: 8, overedit: 5, naturalness: 7, artifacts: 9 })));
  const colours = { "source.png": "#888", "a.png": "red", "b.png": "blue", "good.png": "#c22" };
  const files: Record<string, Buffer> = { "broken.png": await makeUndecodablePicture() };
  for (const [name, colour] of Object.entries(colours)) files[name] = await makePlainPicture({ colour });
  project = await makeProject({ overlap: 1 });
  owner = await makeMember(project.id, { role: "OWNER" });
  folder = writeSource([WITH, makeLine("without"), makeLine("broken", { reference: "broken.png" }), makeLine("missing", { reference: "none.png" })], files);
  const imported = await importSource(project.id, folder);
  expect(await readProblems(imported.id)).toEqual([[4, "reference", "picture_missing"]]);
  for (const { id } of await database.db.item.findMany({ where: { projectId: project.id } })) await prepareItem(id, { scorerVersionId: null, importId: imported.id });
  expect(await readProblems(imported.id)).toEqual([[3, "reference", "picture_broken"], [4, "reference", "picture_missing"]]);
});
afterAll(async () => {
  await database?.drop();
  await judge?.close();
});

test("an item keeps its reference, which belongs to the request; one that cannot be decoded takes the item out", async () => {
  expect((await itemOf("with")).reference).toMatchObject({ state: "READY" });
  expect((await itemOf("without")).reference).toBeNull();
  expect(await database.db.comparison.groupBy({ by: ["itemId"] })).toHaveLength(2);
  const again = await importSource(project.id, writeSource([WITH, makeLine("without", { reference: "good.png" })], Object.fromEntries(["source.png", "a.png", "b.png", "good.png"].map((name) => [name, readFileSync(path.join(folder, name))]))));
  expect(again).toMatchObject({ newItemCount: 0, unchangedItemCount: 1 });
  expect(await readProblems(again.id)).toEqual([[2, "item_id", "item_changed"]]);
});

test("it is exported by its hash, and shown to owners and to whoever judges", async () => {
  const { id, reference } = await itemOf("with");
  let text = "";
  for await (const lines of exportProject("operator", project.slug)) text += lines;
  expect(text.trimEnd().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>).find((line) => line.item_id === "with")).toMatchObject({ reference_sha256: reference!.sha256 });
  expect((await getItem(owner, project.id, id)).reference?.id).toBe(reference!.id);
  const { comparisons } = await claimForJudging(await makeMember(project.id), project.slug, 8);
  const shown = comparisons.map(({ sources }) => sources.map(({ isReference = false }) => isReference)).sort((x, y) => x.length - y.length);
  expect(shown).toEqual([[false], [false, true]]);
});

test("a judge that compares with it sees it in a run of the project and without a database; an item without one fails", async () => {
  const candidates = await database.db.candidate.findMany({ where: { item: { externalId: { in: ["with", "without"] }, projectId: project.id } }, include: { item: true }, orderBy: [{ item: { externalId: "asc" } }, { externalId: "asc" }] });
  const scorer = await openJudge(define(), { baseFolder: folder });
  const results = await scorer.score(await readEdits(candidates.map(({ id }) => id)));
  expect(results.map(([pass]) => (pass!.ok ? pass!.values.overall : pass!.error.code))).toEqual([Math.sqrt(35), Math.sqrt(35), "reference_missing", "reference_missing"]);
  const original = (name: string) => readFileSync(path.join(folder, name)).toString("base64");
  expect(judge.requests.map(({ pictures }) => pictures.map((picture) => picture.split(",").at(-1)))).toEqual(["a.png", "b.png"].map((name) => ["source.png", name, "good.png"].map(original)));

  judge.requests.length = 0;
  const out = path.join(folder, "scores.jsonl");
  await scoreFile({ items: path.join(folder, "items.jsonl"), out, scorer, reduction: "average_last", concurrency: 1, groupSize: 1, passByPass: true, retryFailed: false, onProgress: () => {}, signal: new AbortController().signal });
  const lines = readFileSync(out, "utf8").trim().split("\n").map((line) => JSON.parse(line) as { item_id: string; overall: number | null; error: { code: string } | null });
  // Originals are sent as they are: what a judge makes of the broken one is its own affair.
  expect(lines.filter(({ item_id }) => item_id !== "broken").map(({ item_id, overall, error }) => [item_id, error?.code ?? overall])).toEqual([
    ["with", Math.sqrt(35)],
    ["with", Math.sqrt(35)],
    ["without", "reference_missing"],
    ["without", "reference_missing"],
    ["missing", "picture_missing"],
    ["missing", "picture_missing"],
  ]);
  expect(judge.requests.every(({ pictures }) => pictures.length === 3)).toBe(true);
  rmSync(out);
});
