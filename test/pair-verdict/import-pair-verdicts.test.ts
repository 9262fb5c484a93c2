import { appendFileSync, renameSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#lib/auth/index.ts";
import type { Project } from "#lib/generated/prisma/client.ts";
import { prepareItem } from "#lib/import/index.ts";
import { importPairVerdicts, readPairVerdicts } from "#lib/pair-verdict/index.ts";
import { openPairJudge } from "#lib/reward/open-judge.ts";
import { judgePairFile } from "#lib/reward/pair-file/index.ts";
import { parseScorerDefinition, type VlmDefinition } from "#lib/reward/scorer-definition.ts";
import { listProjectScorers } from "#lib/scorer/index.ts";
import { importSource, makeLine, writeSource } from "../factories/import-source.ts";
import { makeMember } from "../factories/people.ts";
import { makePlainPicture } from "../factories/pictures.ts";
import { makeProject } from "../factories/project.ts";
import { say } from "../judge-server/answers.ts";
import { type JudgeServer, startJudgeServer } from "../judge-server/judge-server.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;
let judge: JudgeServer;
let project: Project;
let owner: Actor;
let out: string;

/** Candidate a is better, in whichever place it stands; on the item "first" the judge takes what stands first. */
const RED = { colour: "red" };

beforeAll(async () => {
  database = await createTestDatabase();
  const files = { "source.png": await makePlainPicture(), "a.png": await makePlainPicture(RED), "b.png": await makePlainPicture({ colour: "blue" }) };
  const red = files["a.png"].toString("base64");
  judge = await startJudgeServer(({ text, pictures }) => say(JSON.stringify({ reasoning: `it says ${text.includes("first") ? "first" : "red"}`, better: text.includes("first") || pictures[1]!.endsWith(red) ? 1 : 2 })));
  project = await makeProject();
  owner = await makeMember(project.id, { role: "OWNER" });
  const folder = writeSource([makeLine("fair"), makeLine("biased", { instruction: "Choose the first" })], files);
  const imported = await importSource(project.id, folder);
  for (const { id } of await database.db.item.findMany()) await prepareItem(id, { scorerVersionId: null, importId: imported.id });
  out = path.join(folder, "verdicts.jsonl");
  const definition = parseScorerDefinition({ kind: "vlm", protocol: "pairwise", name: "pair judge", baseUrl: judge.baseUrl, model: "m", pictures: "originals", dimensions: ["visual_quality", "overall"] }) as VlmDefinition;
  await judgePairFile({ items: path.join(folder, "items.jsonl"), out, judge: openPairJudge(definition), concurrency: 1, retryFailed: false, signal: new AbortController().signal, onProgress: () => {} });
});
afterAll(async () => {
  await database?.drop();
  await judge?.close();
});

test("verdicts of a judge of pairs come into a project by candidate, in both orders; again they change nothing", async () => {
  const first = await importPairVerdicts(owner, project.id, out);
  expect(first).toMatchObject({ judge: "pair judge", verdictCount: 4, newCount: 4, failedCount: 0, problems: [] });
  expect(await importPairVerdicts(owner, project.id, out)).toEqual({ ...first, newCount: 0 });
  const comparisons = await database.db.comparison.findMany({ include: { item: true, candidateA: true } });
  const [{ name, hash, verdicts }, ...others] = (await readPairVerdicts(project.id)) as [Awaited<ReturnType<typeof readPairVerdicts>>[number]];
  expect([name, hash, others, verdicts.length]).toEqual(["pair judge", first.version, [], 4]);
  for (const { comparisonId, aFirst, bFirst } of verdicts) {
    const { item, candidateA } = comparisons.find(({ id }) => id === comparisonId)!;
    const red = candidateA.externalId === "a" ? "A" : "B";
    expect([aFirst, bFirst]).toEqual(item.externalId === "fair" ? [red, red] : ["A", "B"]);
  }
  expect(new Set(verdicts.map(({ dimension }) => dimension))).toEqual(new Set(["visual_quality", "overall"]));
  expect((await database.db.pairVerdict.findFirstOrThrow()).reasoning).toHaveLength(2);
  expect(await listProjectScorers(owner, project.id)).toEqual([]);
});

test("what the project does not compare, and what is no line, is named; owners alone; without its replies nothing is taken", async () => {
  appendFileSync(out, `${JSON.stringify({ item_id: "fair", left_id: "a", right_id: "z", dimension: "overall", answers: ["first", "second"] })}\nnonsense\n${JSON.stringify({ item_id: "fair", left_id: "a", right_id: "b", dimension: "beauty", answers: null })}\n`);
  const { problems, newCount } = await importPairVerdicts(owner, project.id, out);
  expect([newCount, problems.map(({ line, code }) => [line, code])]).toEqual([0, [[5, "pair_unknown"], [6, "json_invalid"], [7, "field_invalid"]]]);
  await expect(importPairVerdicts(await makeMember(project.id, { role: "REVIEWER" }), project.id, out)).rejects.toMatchObject({ code: "forbidden" });
  renameSync(`${out}.replies.jsonl`, `${out}.away`);
  await expect(importPairVerdicts(owner, project.id, out)).rejects.toMatchObject({ code: "replies_missing" });
  await expect(importPairVerdicts(owner, project.id, `${out}.none`)).rejects.toMatchObject({ code: "source_missing" });
});
