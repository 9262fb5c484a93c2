import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Actor } from "#lib/auth/index.ts";
import { saveForm } from "#lib/form/index.ts";
import type { Project } from "#lib/generated/prisma/client.ts";
import { claimLeases, type Lease, listOwnJudgments, submitJudgment } from "#lib/judgment/index.ts";
import { makeMember } from "../factories/people.ts";
import { makeItem, makeProject } from "../factories/project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

type Claimed = { project: Project; actor: Actor; lease: Lease; send(answer: object): Promise<string> };

/** A unit handed out under a form of these blocks, with a way to answer it. */
async function claimUnder(...blocks: object[]): Promise<Claimed> {
  const project = await makeProject({ overlap: 1, dimensions: ["prompt_following", "overall"] });
  await saveForm("operator", project.id, { blocks });
  await makeItem(project, ["a", "b", "c", "d", "e"].slice(0, blocks.some((block) => "size" in block) ? 5 : 2));
  const actor = await makeMember(project.id);
  const { leases } = await claimLeases(actor, project.slug, 1);
  const lease = leases[0]!;
  return {
    project,
    actor,
    lease,
    send: async (answer) => {
      const id = randomUUID();
      await submitJudgment(actor, { id, leaseId: lease.leaseId, ...answer });
      return id;
    },
  };
}

async function readStored(id: string) {
  return database.db.judgment.findUniqueOrThrow({ where: { id }, include: { verdicts: { include: { comparison: true } } } });
}

async function refuses({ send, lease }: Claimed, ...answers: object[]): Promise<void> {
  for (const answer of answers) await expect(send(answer), JSON.stringify(answer)).rejects.toMatchObject({ code: "invalid_input" });
  expect(await database.db.judgment.count({ where: { unitId: lease.unitId } })).toBe(0);
}

/** Who won by candidate: "winner > loser", or "tie". */
const preferencesOf = (stored: Awaited<ReturnType<typeof readStored>>, dimension: string) =>
  stored.verdicts
    .filter((verdict) => verdict.dimension === dimension)
    .map(({ value, comparison: { candidateAId: a, candidateBId: b } }) => (value === "A" ? `${a} > ${b}` : value === "B" ? `${b} > ${a}` : value.toLowerCase()))
    .sort();

test("a pair stores reasons and comments of the form, and refuses what the form does not offer", async () => {
  const claimed = await claimUnder({ kind: "pair", bothBad: false, strength: false, reasons: ["seam", "light"], comment: true });
  const verdicts = { prompt_following: { value: "left" }, overall: { value: "tie" } };
  await refuses(
    claimed,
    { verdicts: { ...verdicts, overall: { value: "both_bad" } } },
    { verdicts: { ...verdicts, overall: { value: "right", strength: 2 } } },
    { verdicts, parts: { reasons: { overall: ["ugly"] } } },
    { verdicts, parts: { reasons: { consistency: ["seam"] } } },
    { verdicts, parts: { tiers: { overall: [[1], [2]] } } },
    { verdicts: { overall: { value: "tie" } } },
  );
  const stored = await readStored(await claimed.send({ verdicts, parts: { reasons: { overall: [], prompt_following: ["seam"] }, comments: { overall: " same ", prompt_following: "" } } }));
  expect(stored.answer).toEqual({ reasons: { prompt_following: ["seam"] }, comments: { overall: "same" } });
  const [left, right] = claimed.lease.shown;
  expect(preferencesOf(stored, "prompt_following")).toEqual([`${left} > ${right}`]);
});

test("a ranking stores its tiers by candidate, with every preference that follows", async () => {
  const claimed = await claimUnder({ kind: "rank", size: 5, maxTierSize: 3 });
  const whole = [[3], [1, 2], [4, 5]];
  await refuses(
    claimed,
    { parts: { tiers: { overall: whole } } },
    { parts: { tiers: { overall: whole, prompt_following: [[3], [1, 2], [4]] } } },
    { parts: { tiers: { overall: whole, prompt_following: [[3], [1, 2, 3], [4, 5]] } } },
    { parts: { tiers: { overall: whole, prompt_following: [[3], [], [1, 2], [4, 5]] } } },
    { parts: { tiers: { overall: whole, prompt_following: [[3], [1, 2], [4, 5, 6]] } } },
    { parts: { tiers: { overall: whole, prompt_following: [[3], [1, 2, 4, 5]] } } },
    { verdicts: { overall: { value: "left" } }, parts: { tiers: { overall: whole, prompt_following: whole } } },
  );
  const id = await claimed.send({ parts: { tiers: { overall: whole, prompt_following: [[1], [2, 3, 4], [5]] } } });
  const stored = await readStored(id);
  const [c1, c2, c3, c4, c5] = claimed.lease.shown;
  const expected = [[c3, c1], [c3, c2], [c3, c4], [c3, c5], [c1, c4], [c1, c5], [c2, c4], [c2, c5]];
  expect(preferencesOf(stored, "overall")).toEqual(expected.map(([winner, loser]) => `${winner} > ${loser}`).sort());
  expect(preferencesOf(stored, "prompt_following")).toHaveLength(7);
  const shown = (await listOwnJudgments(claimed.actor, claimed.project.slug, { page: 1, pageSize: 5 })).rows[0]!;
  expect(shown.parts.tiers?.overall?.map((tier) => tier.toSorted())).toEqual(whole);
});

test("ratings store numbers by candidate, and preferences where nothing else asks for them", async () => {
  const claimed = await claimUnder({ kind: "rate", scale: "0-10" });
  const rate = (first: object, second: object) => ({ parts: { ratings: [first, second] } });
  const good = { prompt_following: 10, overall: 0 };
  await refuses(claimed, rate(good, { overall: 1 }), rate(good, { ...good, overall: 11 }), rate(good, { ...good, overall: 1.5 }), { parts: { ratings: [good] } }, rate(good, { ...good, consistency: 1 }));
  const stored = await readStored(await claimed.send(rate(good, { prompt_following: 4, overall: 0 })));
  const [left, right] = claimed.lease.shown;
  expect(stored.answer).toEqual({ ratings: { [left!]: good, [right!]: { prompt_following: 4, overall: 0 } } });
  expect([preferencesOf(stored, "prompt_following"), preferencesOf(stored, "overall")]).toEqual([[`${left} > ${right}`], ["tie"]]);
});

test("criteria store the annotator's own names with scores by candidate", async () => {
  const claimed = await claimUnder({ kind: "criteria", min: 2, max: 3 });
  const light = { name: "light", scores: [2, 8] };
  await refuses(claimed, {}, { parts: { criteria: [light] } }, { parts: { criteria: [light, { ...light, name: "Light" }] } }, { parts: { criteria: [light, { name: "edge", scores: [1] }] } }, { parts: { criteria: [light, { name: "edge", scores: [1, 11] }] } });
  const stored = await readStored(await claimed.send({ parts: { criteria: [light, { name: "edge", scores: [5, 0] }] } }));
  const [left, right] = claimed.lease.shown;
  expect(stored.answer).toEqual({ criteria: [{ name: "light", scores: { [left!]: 2, [right!]: 8 } }, { name: "edge", scores: { [left!]: 5, [right!]: 0 } }] });
});

test("critiques store both scores, words and the flag by candidate", async () => {
  const claimed = await claimUnder({ kind: "critique" });
  const critique = { following: 7, quality: 3, critique: "the rim is smeared", betterInstruction: "keep the rim", stop: false };
  await refuses(claimed, {}, { parts: { critiques: [critique] } }, { parts: { critiques: [critique, { ...critique, quality: 12 }] } });
  const stored = await readStored(await claimed.send({ parts: { critiques: [critique, { following: 10, quality: 10, stop: true }] } }));
  const [left, right] = claimed.lease.shown;
  expect(stored.answer).toEqual({ critiques: { [left!]: critique, [right!]: { following: 10, quality: 10, critique: "", betterInstruction: "", stop: true } } });
});

test("a combined form needs all of its blocks", async () => {
  const claimed = await claimUnder({ kind: "pair", dimensions: ["overall"] }, { kind: "rate", dimensions: ["prompt_following"] });
  const verdicts = { overall: { value: "right" } };
  await refuses(claimed, { verdicts }, { parts: { ratings: [{ prompt_following: 1 }, { prompt_following: 4 }] } });
  const stored = await readStored(await claimed.send({ verdicts, parts: { ratings: [{ prompt_following: 1 }, { prompt_following: 4 }] } }));
  // The pair was asked for a preference, so ratings give none.
  expect(stored.verdicts).toHaveLength(1);
});
