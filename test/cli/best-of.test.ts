import { cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listPicks, PickFilter, type PickLine } from "#lib/best-of-n/index.ts";
import { getDb } from "#lib/db.ts";
import { getStorage, originalKey } from "#lib/image/index.ts";
import { makePickedProject, type PickedProject } from "../best-of-n/picked-project.ts";
import { writeEditFile } from "../factories/edit-file.ts";
import { makePlainPicture } from "../factories/pictures.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { runJson, runJuxta } from "./run-juxta.ts";

const NO_DATABASE = { DATABASE_URL: undefined, JUXTA_SECRET: undefined };
type Refusal = { error: { code: string; details?: Record<string, unknown> } };

let folder: string;
let out: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "juxta-best-of-"));
  await writeEditFile(folder, { itemCount: 3, perItem: 3 });
  writeFileSync(path.join(folder, "starter.json"), JSON.stringify({ kind: "starter" }));
});
beforeEach(() => {
  out = mkdtempSync(path.join(folder, "out-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const readPicks = (): PickLine[] =>
  readFileSync(path.join(out, "picks.jsonl"), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as PickLine);
const picked = (file: string): Buffer => readFileSync(path.join(out, file));
const original = (name: string): Buffer => readFileSync(path.join(folder, "images", `${name}.picture`));

function writeScores(...lines: [item: number, candidate: number, overall: number | null, following?: number][]): void {
  const text = lines.map(([item, candidate, overall, following]) => JSON.stringify({ item_id: `item-${item}`, candidate_id: `${item}-${candidate}`, overall, prompt_following: following ?? null, error: overall === null ? { code: "judge_timeout", message: "The judge did not answer." } : null }));
  writeFileSync(path.join(folder, "scores.jsonl"), `${lines.length > 0 ? lines.map((_, at) => text[at]).join("\n") : ""}\n`);
}

const bestOf = <Shape = Record<string, number>>(...args: string[]) => runJson<Shape>(["reward", "best-of", "--out", out, ...args], { cwd: folder, env: { ...NO_DATABASE, JUXTA_HOME: path.join(folder, "no-home") } });

describe("picks from files", () => {
  test("are the highest score of the first N, of equal ones the first, with margin and reasons, and their pictures as they were", async () => {
    // Item 0 is led by its last candidate; item 1 has a failure and a tie; item 2 has no score at all.
    writeScores([0, 0, 4], [0, 1, 3], [0, 2, 9.5], [1, 0, null], [1, 1, 6], [1, 2, 6], [2, 0, null]);
    const ended = await bestOf("--items", "items.jsonl", "--scores", "scores.jsonl", "--n", "2,3");
    expect(ended).toMatchObject({ code: 0, json: { itemCount: 3, pickCount: 4, tiedCount: 1, unpickedCount: 2, failedCount: 4, shortCount: 0 } });
    const failure = { candidate_id: "1-0", code: "judge_timeout", message: "The judge did not answer." };
    const base = { dimension: "overall", tied: false, failed: [], error: null };
    expect(readPicks()).toEqual([
      { ...base, item_id: "item-0", n: 2, candidates: 2, candidate_id: "0-0", score: 4, runner_up: { candidate_id: "0-1", score: 3 }, margin: 1, scored: 2, picture: "best-of-2/item-0.picture" },
      { ...base, item_id: "item-0", n: 3, candidates: 3, candidate_id: "0-2", score: 9.5, runner_up: { candidate_id: "0-0", score: 4 }, margin: 5.5, scored: 3, picture: "best-of-3/item-0.picture" },
      { ...base, item_id: "item-1", n: 2, candidates: 2, candidate_id: "1-1", score: 6, runner_up: null, margin: null, scored: 1, failed: [failure], picture: "best-of-2/item-1.picture" },
      { ...base, item_id: "item-1", n: 3, candidates: 3, candidate_id: "1-1", score: 6, runner_up: { candidate_id: "1-2", score: 6 }, margin: 0, tied: true, scored: 2, failed: [failure], picture: "best-of-3/item-1.picture" },
      expect.objectContaining({ item_id: "item-2", n: 2, candidate_id: null, score: null, margin: null, scored: 0, picture: null, error: { code: "judge_timeout", message: "The judge did not answer." } }),
      expect.objectContaining({ item_id: "item-2", n: 3, failed: [expect.objectContaining({ candidate_id: "2-0" }), { candidate_id: "2-1", code: "score_missing", message: "The scorer gave no score." }, expect.objectContaining({ candidate_id: "2-2" })] }),
    ]);
    expect(picked("best-of-3/item-0.picture")).toEqual(original("0-2"));
    expect(readdirSync(path.join(out, "best-of-2")).sort()).toEqual(["item-0.picture", "item-1.picture"]);
  });

  test("go by another dimension, from all candidates where no N is given, as links, and the same again", async () => {
    writeScores([0, 0, 4, 1], [0, 1, 3, 7], [0, 2, 9, 2], [1, 0, 1], [1, 1, 2], [1, 2, 3], [2, 0, 1], [2, 1, 2], [2, 2, 3]);
    const args = ["--items", "items.jsonl", "--scores", "scores.jsonl", "--dimension", "prompt_following", "--link"];
    expect((await bestOf(...args)).json).toMatchObject({ pickCount: 1, unpickedCount: 2 });
    const first = readPicks();
    expect(first[0]).toMatchObject({ n: 3, candidate_id: "0-1", score: 7, margin: 5, picture: "best-of-3/item-0.picture" });
    expect(lstatSync(path.join(out, "best-of-3/item-0.picture")).isSymbolicLink()).toBe(true);
    expect(picked("best-of-3/item-0.picture")).toEqual(original("0-1"));
    await bestOf(...args);
    expect(readPicks()).toEqual(first);
  });

  test("come from a scorer in one go, without a database, and a second run scores nothing again", async () => {
    const args = ["--items", "items.jsonl", "--scorer", "starter.json", "--n", "3"];
    expect(await bestOf(...args)).toMatchObject({ code: 0, json: { itemCount: 3, pickCount: 3, unpickedCount: 0, failedCount: 0 } });
    const scores = readFileSync(path.join(out, "scores.jsonl"), "utf8");
    const overall = new Map(scores.trimEnd().split("\n").map((line) => JSON.parse(line) as { candidate_id: string; overall: number }).map((line) => [line.candidate_id, line.overall]));
    for (const [item, pick] of readPicks().entries()) expect(pick.score).toBe(Math.max(...[0, 1, 2].map((at) => overall.get(`${item}-${at}`) ?? Number.NaN)));
    await bestOf(...args);
    expect(readFileSync(path.join(out, "scores.jsonl"), "utf8")).toBe(scores);
  });

  test("come from a folder of candidates in natural order", async () => {
    const candidates = path.join(folder, "mug.v1");
    mkdirSync(candidates, { recursive: true });
    for (const [at, name] of ["10.png", "2.png", "1.PNG"].entries()) cpSync(path.join(folder, `images/0-${at}.picture`), path.join(candidates, name));
    writeFileSync(path.join(candidates, "notes.txt"), "not a picture");
    const args = ["--source", "images/0-source.jpg", "--candidates", "mug.v1", "--instruction", "Make the mug red", "--scorer", "starter.json", "--n", "1,2,5"];
    expect((await bestOf(...args)).json).toMatchObject({ itemCount: 1, pickCount: 3, shortCount: 1 });
    const [one, two, five] = readPicks();
    expect(one).toMatchObject({ item_id: "mug.v1", n: 1, candidate_id: "1.PNG", runner_up: null, margin: null, picture: "best-of-1/mug.v1.png" });
    expect(["1.PNG", "2.png"]).toContain(two?.candidate_id);
    expect(five).toMatchObject({ n: 5, candidates: 3, scored: 3 });
    expect(five?.score).toBeGreaterThanOrEqual(two?.score ?? Number.NaN);
    await bestOf(...args);
    expect(readPicks()).toHaveLength(3);
  });

  test("never leave their folder, whatever an item is called", async () => {
    const line = JSON.parse(readFileSync(path.join(folder, "items.jsonl"), "utf8").split("\n")[0] ?? "") as { candidates: { image: string }[] };
    const named = (item_id: string, image = line.candidates[0]?.image) => JSON.stringify({ ...line, item_id, candidates: [{ candidate_id: "c", image }] });
    writeFileSync(path.join(folder, "odd.jsonl"), [named("../../escape"), named(".."), named("a/b"), named("a_b")].join("\n"));
    writeFileSync(path.join(folder, "odd-scores.jsonl"), ["../../escape", "..", "a/b", "a_b"].map((item_id) => JSON.stringify({ item_id, candidate_id: "c", overall: 5 })).join("\n"));
    expect((await bestOf("--items", "odd.jsonl", "--scores", "odd-scores.jsonl")).json).toMatchObject({ pickCount: 4 });
    const files = readPicks().map(({ picture }) => picture ?? "");
    expect(new Set(files).size).toBe(4);
    for (const file of files) expect(file).toMatch(/^best-of-1\/[\p{L}\p{N}_.-]+$/u);
    expect(readdirSync(path.join(out, "best-of-1"))).toHaveLength(4);
    writeFileSync(path.join(folder, "outside.jsonl"), named("x", "../outside.png"));
    writeFileSync(path.join(folder, "x.jsonl"), JSON.stringify({ item_id: "x", candidate_id: "c", overall: 5 }));
    expect((await bestOf<Refusal>("--items", "outside.jsonl", "--scores", "x.jsonl")).json.error.code).toBe("path_forbidden");
  });

  test("are refused where something is missing or wrong", async () => {
    const codeOf = async (...args: string[]): Promise<string> => (await bestOf<Refusal>(...args)).json.error.code;
    expect(await codeOf("--scorer", "starter.json")).toBe("invalid_input");
    expect(await codeOf("--items", "items.jsonl")).toBe("invalid_input");
    expect(await codeOf("--items", "items.jsonl", "--scores", "scores.jsonl", "--n", "0")).toBe("invalid_input");
    expect(await codeOf("--items", "items.jsonl", "--scores", "scores.jsonl", "--dimension", "beauty")).toBe("invalid_input");
    expect(await codeOf("--items", "items.jsonl", "--scores", "items.jsonl")).toBe("scores_invalid");
    expect(await codeOf("--source", "images/0-source.jpg", "--candidates", "nowhere", "--instruction", "x", "--scorer", "starter.json")).toBe("invalid_input");
    expect(existsSync(path.join(out, "picks.jsonl"))).toBe(false);
  });
});

describe("picks of a project", () => {
  let database: TestDatabase;
  let project: PickedProject;
  beforeAll(async () => {
    database = await createTestDatabase();
    project = await makePickedProject();
  });
  afterAll(() => database.drop());

  test("come with the curve of what people think of them", async () => {
    const { slug } = project.project;
    const refused = await runJson<Refusal>(["reward", "best-of", "--out", out, "--project", slug, "--scorer", "nobody"]);
    expect(refused.json.error.code).toBe("not_found");
    const bytes = await makePlainPicture({ colour: "#336699", width: 8, height: 8 });
    for (const { picture } of await getDb().candidate.findMany({ where: { projectId: project.project.id }, include: { picture: true } })) await getStorage().write(originalKey(picture.sha256), bytes);
    const { json, code } = await runJson<{ curve: { points: { n: number; scorer: number }[] } } & Record<string, unknown>>(["reward", "best-of", "--out", out, "--project", slug, "--n", "2,3"]);
    expect({ code, json }).toMatchObject({ code: 0, json: { itemCount: 5, pickCount: 8, unpickedCount: 2, dimension: "overall", scorer: { name: `picker-${slug}` } } });
    const page = await listPicks("operator", slug, { filter: PickFilter.parse({}), page: 1, pageSize: 10 });
    expect(json.curve).toEqual(page.curve);
    const lines = readPicks();
    expect(lines.filter(({ n }) => n === 3).map(({ item_id, margin, tied, picture }) => [item_id, margin, tied, picture])).toEqual([
      ["item-1", 4, false, "best-of-3/item-1.png"],
      ["item-2", 5, false, "best-of-3/item-2.png"],
      ["item-3", 0, true, "best-of-3/item-3.png"],
      ["item-4", null, false, null],
      ["item-5", 2, false, "best-of-3/item-5.png"],
    ]);
    expect(lines[0]?.candidate_id).toMatch(/^b-/);
    expect(picked("best-of-3/item-1.png")).toEqual(bytes);
    expect((await runJuxta(["reward", "best-of", "--out", out, "--project", slug])).stdout).toMatch(/N +picker-[\s\S]+4 picks for 5 items, 1 of them/);
    expect(await runJuxta(["reward", "best-of", "--out", out, "--project", slug, "--link"])).toMatchObject({ code: 1 });
  });
});
