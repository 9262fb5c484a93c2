import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listPicks, pickCandidate, PickFilter, type PickList } from "#lib/best-of-n/index.ts";
import { makeMember } from "../factories/people.ts";
import { makeProject } from "../factories/project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { makePickedProject, type PickedProject } from "./picked-project.ts";

let database: TestDatabase;
let picked: PickedProject;

beforeAll(async () => {
  database = await createTestDatabase();
  picked = await makePickedProject();
});
afterAll(() => database.drop());

const list = (search: Record<string, string> = {}, page = 1, pageSize = 10): Promise<PickList> => listPicks(picked.owner, picked.project.slug, { filter: PickFilter.parse(search), page, pageSize });
const numbersOf = ({ rows }: PickList): number[] => rows.map((row) => picked.items.findIndex(({ id }) => id === row.itemId) + 1);

describe("what a scorer picks", () => {
  it("is the highest score, of equal ones the first; a missing score is never picked", () => {
    expect(pickCandidate([{ id: "x", score: 2 }, { id: "y", score: 7 }, { id: "z", score: 7 }])).toEqual({ pick: { id: "y", score: 7 }, runnerUp: { id: "z", score: 7 }, margin: 0, tied: true, scoredCount: 3 });
    expect(pickCandidate([{ id: "x", score: null }, { id: "y", score: Number.NaN }, { id: "z", score: -1 }])).toEqual({ pick: { id: "z", score: -1 }, runnerUp: null, margin: null, tied: false, scoredCount: 1 });
    expect(pickCandidate([])).toEqual({ pick: null, runnerUp: null, margin: null, tied: false, scoredCount: 0 });
  });

  it("is listed item by item with its runner-up, margin and what people say", async () => {
    const { rows, outcomes, tiedCount, total } = await list();
    expect(rows.map(({ outcome, loss, pick }) => ({ outcome, loss, margin: pick.margin }))).toEqual([
      { outcome: "best", loss: 0, margin: 4 },
      { outcome: "missed", loss: 1, margin: 5 },
      { outcome: "best", loss: 0, margin: 0 },
      { outcome: "unscored", loss: null, margin: null },
      { outcome: "unjudged", loss: null, margin: 2 },
    ]);
    expect({ outcomes, tiedCount, total }).toEqual({ outcomes: { best: 2, missed: 1, unjudged: 1, unscored: 1 }, tiedCount: 1, total: 5 });
    const [first, , , unscored] = rows;
    expect(first?.pick).toMatchObject({ pick: { id: picked.items[0]?.candidates.b, score: 9 }, runnerUp: { id: picked.items[0]?.candidates.c } });
    expect(first?.comparisonId).not.toBeNull();
    expect(first?.candidates.map(({ human }) => human?.winShare)).toEqual([0, 1, 0.5]);
    expect(unscored).toMatchObject({ comparisonId: null, judgedCount: 2 });
  });

  it("is filtered, sorted and paged", async () => {
    expect(numbersOf(await list({ outcome: "missed" }))).toEqual([2]);
    expect(numbersOf(await list({ tied: "yes" }))).toEqual([3]);
    expect(numbersOf(await list({ sort: "loss" }))).toEqual([2, 1, 3, 4, 5]);
    expect(numbersOf(await list({ sort: "clearest" }))).toEqual([2, 1, 5, 3, 4]);
    expect(numbersOf(await list({ sort: "closest" }))).toEqual([3, 5, 1, 2, 4]);
    const second = await list({}, 2, 2);
    expect(numbersOf(second)).toEqual([3, 4]);
    expect(second.total).toBe(5);
    expect(numbersOf(await list({ outcome: "nonsense", sort: "nonsense", at: "x", most: "-3" }))).toEqual([1, 2, 3, 4, 5]);
  });
});

describe("the curve of a project", () => {
  it("averages scored items with enough judged candidates, at every N the same", async () => {
    const { curve, choices, judged, scorer } = await list();
    expect(scorer?.scorerVersionId).toBe(picked.scorerVersionId);
    expect(choices).toEqual([{ most: 2, itemCount: 3 }, { most: 3, itemCount: 3 }]);
    expect(curve).toMatchObject({ poolCount: 3, clusterCount: 3, smallerCount: 0 });
    // By hand. Item 1 at N = 2: b beats all, c beats a: (1 + 1 + ½)/3. Item 2: c beats all, b beats a: (0 + 0 + ½)/3. Item 3: ½.
    expect(curve.points.map(({ scorer: value }) => value)).toEqual([0.5, (2.5 / 3 + 0.5 / 3 + 0.5) / 3, (1 + 0 + 0.5) / 3].map((value) => expect.closeTo(value, 12)));
    expect(curve.points.map(({ oracle }) => oracle)).toEqual([0.5, (2.5 / 3 + 2.5 / 3 + 0.5) / 3, 2.5 / 3].map((value) => expect.closeTo(value, 12)));
    expect(curve.points.map(({ random }) => random)).toEqual([0.5, 0.5, 0.5].map((value) => expect.closeTo(value, 12)));
    expect(judged).toEqual({ incompleteCount: 0, judgmentCount: 9, simulatedCount: 0 });
    expect((await list()).curve).toEqual(curve);
  });

  it("leads from each point to its items, the greatest loss first", async () => {
    const at = await list({ at: "3" });
    expect(numbersOf(at)).toEqual([2, 1, 3]);
    expect(at.at).toBe(3);
    expect(at.rows[0]?.expected).toEqual({ n: 3, scorer: expect.closeTo(0, 12), random: expect.closeTo(0.5, 12), oracle: expect.closeTo(1, 12) });
    expect(at.total).toBe(at.curve.poolCount);
    expect((await list({ at: "9" })).at).toBeNull();
    expect((await list({ most: "2" })).curve.points).toHaveLength(2);
  });

  it("is empty without answers or scores, and picks stay", async () => {
    const unjudged = await list({ people: "simulated" });
    expect(unjudged.curve.points).toEqual([]);
    expect(unjudged.outcomes).toEqual({ best: 0, missed: 0, unjudged: 4, unscored: 1 });
    const unscored = await list({ dimension: "prompt_following" });
    expect(unscored.curve.points).toEqual([]);
    expect(unscored.outcomes.unscored).toBe(5);
  });
});

it("is refused to annotators and hidden from strangers", async () => {
  const elsewhere = await makeMember((await makeProject()).id, { role: "OWNER" });
  const input = { filter: PickFilter.parse({}), page: 1, pageSize: 1 };
  await expect(listPicks(picked.annotator, picked.project.slug, input)).rejects.toMatchObject({ code: "forbidden" });
  await expect(listPicks(elsewhere, picked.project.slug, input)).rejects.toMatchObject({ code: "not_found" });
});
