import { setMemberState } from "#lib/annotator/index.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#lib/auth/index.ts";
import { EXPORT_FORMAT, EXPORT_VERSION, exportProject } from "#lib/export/index.ts";
import type { Project } from "#lib/generated/prisma/client.ts";
import { prepareItem } from "#lib/import/index.ts";
import { claimLeases, submitJudgment } from "#lib/judgment/index.ts";
import { registerScorer, writeScores } from "#lib/scorer/index.ts";
import { importSource, makeLine, writeSource } from "../factories/import-source.ts";
import { answerAll } from "../factories/judging.ts";
import { makeJudgment } from "../factories/judgment.ts";
import { makeMember } from "../factories/people.ts";
import { makePlainPicture } from "../factories/pictures.ts";
import { type MadeItem, makeItem, makeProject } from "../factories/project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

type Line = Record<string, unknown>;

let database: TestDatabase;
let project: Project;
let item: MadeItem;
let owner: Actor;
let judge: Actor;
let excluded: Actor;
beforeAll(async () => {
  database = await createTestDatabase();
  project = await makeProject({ name: "Mugs", guideline: "Look at the mug.", overlap: 2 });
  item = await makeItem(project, ["alpha", "beta"]);
  owner = await makeMember(project.id, { role: "OWNER", email: "owner@example.org" });
  judge = await makeMember(project.id, { email: "judge@example.org" });
  excluded = await makeMember(project.id, { email: "excluded@example.org", simulated: true });
  const { leases } = await claimLeases(judge, project.slug, 1);
  await submitJudgment(judge, answerAll(project, leases[0]!.leaseId, { value: "left", strength: 2 }, { note: "the handle “bends”", durationMs: 4_200 }));
  const comparison = await database.db.comparison.findFirstOrThrow({ where: { itemId: item.id } });
  await makeJudgment(comparison.id, excluded, { overall: "TIE" }, { counted: false });
  await setMemberState("operator", project.id, { userId: excluded.userId, state: "EXCLUDED", reason: "random" });
  const version = await registerScorer({ name: "canary-scorer", kind: "onnx", description: "", hash: "c".repeat(64), scaleMin: 0, scaleMax: 10 });
  await writeScores(version.id, [{ candidateId: item.candidateIds[0]!, pass: 0, values: { overall: 7.25, consistency: 6 } }, { candidateId: item.candidateIds[0]!, pass: 1, values: { overall: 7.5 } }], [{ candidateId: item.candidateIds[1]!, pass: 0, code: "picture_unreadable", message: "No pixels." }]);
});
afterAll(() => database?.drop());

async function exportText(slug: string): Promise<string> {
  let text = "";
  for await (const part of exportProject("operator", slug)) text += part;
  return text;
}

function parse(text: string): Line[] {
  expect(text.endsWith("\n")).toBe(true);
  return text.trimEnd().split("\n").map((line) => JSON.parse(line) as Line);
}

test("the project comes first, then its item with pictures by hash", async () => {
  const [head, line] = parse(await exportText(project.slug));
  expect(head).toEqual({ type: "project", format: EXPORT_FORMAT, version: EXPORT_VERSION, slug: project.slug, name: "Mugs", description: "", guideline: "Look at the mug.", guideline_version: 1, dimensions: project.dimensions, overlap: 2, overlap_max: null });
  const stored = await database.db.candidate.findMany({ where: { itemId: item.id }, include: { picture: true }, orderBy: { externalId: "asc" } });
  expect(line).toMatchObject({ type: "item", instruction: "Make the mug red", task_type: "color_alter", language: "en", license: null });
  expect(line!.source_sha256).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  expect(line!.candidates).toEqual(stored.map(({ externalId, generator, picture }) => expect.objectContaining({ candidate_id: externalId, generator, image_sha256: picture.sha256, width: 640, height: 480, parent: null, turn: 0 })));
});

test("raw judgments say who by pseudonym, what by candidate, and what counts", async () => {
  const judgments = parse(await exportText(project.slug)).filter((line) => line.type === "judgment");
  expect(judgments).toHaveLength(2);
  const [own, other] = [judge, excluded].map((actor) => judgments.find((line) => line.annotator === actor.pseudonym)!) as [Line, Line];
  const stored = await database.db.judgment.findFirstOrThrow({ where: { annotatorId: judge.userId }, include: { unit: { include: { comparison: { include: { candidateA: true, candidateB: true } } } } } });
  const { candidateA, candidateB } = stored.unit.comparison!;
  const value = stored.shown[0] === candidateA.id ? "A" : "B";
  expect(own).toEqual({
    type: "judgment",
    judgment_id: stored.id,
    item_id: `item-${item.id}`,
    candidate_a: candidateA.externalId,
    candidate_b: candidateB.externalId,
    annotator: judge.pseudonym,
    annotator_state: "ACTIVE",
    simulated: false,
    purpose: "slot",
    counted: true,
    unit_state: "open",
    shown: value === "A" ? [candidateA.externalId, candidateB.externalId] : [candidateB.externalId, candidateA.externalId],
    answer: {},
    left: value,
    verdicts: Object.fromEntries(project.dimensions.map((dimension) => [dimension, { value, strength: 2 }])),
    duration_ms: 4_200,
    note: "the handle “bends”",
    guideline_version: 1,
    form_version: 1,
    revisions: 0,
    submitted_at: stored.submittedAt.toISOString(),
  });
  expect(other).toMatchObject({ annotator_state: "EXCLUDED", simulated: true, counted: false, verdicts: { overall: { value: "TIE", strength: null } } });
});

test("scores stand by scorer version and pass; a failed pass has a reason and no number", async () => {
  const lines = parse(await exportText(project.slug)).filter((line) => String(line.type).startsWith("score"));
  const names = await database.db.candidate.findMany({ where: { itemId: item.id } });
  const [scored, failed] = item.candidateIds.map((id) => names.find((candidate) => candidate.id === id)!.externalId);
  const same = { scorer: "canary-scorer", scorer_version: "c".repeat(64), item_id: `item-${item.id}` };
  expect(lines.filter((line) => line.candidate_id === scored)).toEqual([
    { type: "score", ...same, candidate_id: scored, pass: 0, scale: [0, 10], scores: { consistency: 6, overall: 7.25 } },
    { type: "score", ...same, candidate_id: scored, pass: 1, scale: [0, 10], scores: { overall: 7.5 } },
  ]);
  expect(lines.filter((line) => line.candidate_id === failed)).toEqual([{ type: "score_failure", ...same, candidate_id: failed, pass: 0, code: "picture_unreadable", message: "No pixels." }]);
});

test("no address, no id of a person and no id of a session leaves the project", async () => {
  const text = await exportText(project.slug);
  for (const { pseudonym, userId, email } of [judge, excluded]) {
    expect(text).toContain(pseudonym);
    for (const secret of [userId, userId.replaceAll("-", ""), email!, email!.split("@")[0]!]) expect(text).not.toContain(secret);
  }
  for (const secret of [owner.userId, "@example.org"]) expect(text).not.toContain(secret);
});

test("the same content gives the same bytes, wherever the rows lie in the tables", async () => {
  const before = await exportText(project.slug);
  expect(await exportText(project.slug)).toBe(before);
  const version = await registerScorer({ name: "a-second-scorer", kind: "onnx", description: "", hash: "d".repeat(64), scaleMin: -1, scaleMax: 1 });
  await writeScores(version.id, item.candidateIds.map((candidateId) => ({ candidateId, pass: 0, values: { overall: 0.5, visual_quality: -0.25, prompt_following: 0 } })), []);
  const { id: comparisonId } = await database.db.comparison.findFirstOrThrow({ where: { itemId: item.id } });
  for (let index = 0; index < 8; index += 1) await makeJudgment(comparisonId, await makeMember(project.id), { overall: "B" }, { counted: false });
  const scored = await exportText(project.slug);
  expect(scored).not.toBe(before);
  for (const [table, column] of Object.entries({ candidate: "turn", judgment: "note", verdict: "value", score: "value", item_source: "position" })) {
    // An update puts a row behind all others: what is read without an order comes in another one.
    expect(await database.db.$executeRawUnsafe(`UPDATE ${table} SET ${column} = ${column} WHERE ctid = (SELECT min(ctid) FROM ${table})`), table).toBe(1);
  }
  expect(await exportText(project.slug)).toBe(scored);
  const ids = parse(scored).filter((line) => line.type === "judgment").map((line) => String(line.judgment_id));
  expect(ids).toHaveLength(10);
  expect(ids).toEqual(ids.toSorted());
});

test("every item of a long project is there once, and two imports of one file export alike", async () => {
  const colours = { "source.png": "#3a7", "a.png": "red", "b.png": "blue" };
  const files = Object.fromEntries(await Promise.all(Object.entries(colours).map(async ([name, colour]) => [name, await makePlainPicture({ colour })] as const)));
  const ids = Array.from({ length: 240 }, (_, index) => ["item-", "Item-", "Ä ", "_", "项目"][index % 5]! + index);
  const lines = ids.map((id) => makeLine(id));
  const texts: string[] = [];
  for (const order of [lines, lines.toReversed()]) {
    const { id, slug } = await makeProject();
    await importSource(id, writeSource(order, files));
    const { id: itemId } = await database.db.item.findFirstOrThrow({ where: { projectId: id, externalId: ids[7] } });
    await prepareItem(itemId, { scorerVersionId: null });
    texts.push((await exportText(slug)).split("\n").slice(1).join("\n"));
  }
  expect(parse(texts[0]!).map((line) => String(line.item_id)).toSorted()).toEqual(ids.toSorted());
  expect(texts[0]).toContain('"changed_share":1');
  expect(texts[1]).toBe(texts[0]);
});

test("only an owner exports", async () => {
  const read = async (actor: Actor) => exportProject(actor, project.slug).next();
  expect((await read(owner)).value).toContain('"type":"project"');
  await expect(read(await makeMember(project.id, { role: "REVIEWER" }))).rejects.toMatchObject({ code: "forbidden" });
  await expect(read(judge)).rejects.toMatchObject({ code: "forbidden" });
  await expect(read(await makeMember((await makeProject()).id, { role: "OWNER" }))).rejects.toMatchObject({ code: "not_found" });
  await expect(exportProject("operator", "no-such-project").next()).rejects.toMatchObject({ code: "not_found" });
});
