import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect } from "vitest";
import { answerBlind, claimAdjudication, decide } from "#lib/adjudication/index.ts";
import { setMemberState } from "#lib/annotator/index.ts";
import { claimLeases, type Lease, releaseLease, renewLeases, reviseJudgment, submitJudgment } from "#lib/judgment/index.ts";
import { updateProject } from "#lib/project/index.ts";
import { checkAgainst } from "./check.ts";
import type { Choice, Model, ModelLease } from "./model.ts";
import { answerOf, codeOr, type System } from "./system.ts";

type Run = (model: Model, system: System) => Promise<void>;

class Step implements fc.AsyncCommand<Model, System> {
  readonly words: string;
  readonly act: Run;
  constructor(words: string, act: Run) {
    this.words = words;
    this.act = act;
  }
  check = () => true;
  async run(model: Model, system: System): Promise<void> {
    await this.act(model, system);
    await checkAgainst(model, system);
  }
  toString = () => this.words;
}

const pick = <Item>(list: readonly Item[], at: number): Item | undefined => list[at % Math.max(1, list.length)];

/** Takes what the product handed out into the model, which says whether it was allowed. */
async function takeAll(model: Model, { db }: System, person: number, leases: readonly Lease[]): Promise<void> {
  const handed = await db.handedOut.findMany({ where: { leaseId: { in: leases.map((lease) => lease.leaseId) } } });
  for (const { leaseId, unitId, slotNo, shown } of handed) {
    expect(model.openFor(person)).toContainEqual({ unit: unitId, slotNo });
    model.take({ id: leaseId, person, unit: unitId, slotNo: slotNo!, aIsLeft: shown[0]! < shown[1]!, expired: false, released: false });
  }
}

const claim = (person: number, wanted: number) =>
  new Step(`claim(${person}, ${wanted})`, async (model, system) => {
    const answer = await codeOr(claimLeases(system.people[person]!, system.project.slug, wanted));
    if (model.excluded.has(person)) return expect(answer).toEqual({ code: "forbidden" });
    if ("code" in answer) throw new Error(`A claim was refused: ${answer.code}`);
    const held = new Set(model.live(person).map((lease) => lease.id));
    const fresh = answer.result.leases.filter((lease) => !held.has(lease.leaseId));
    const units = new Set(model.openFor(person).map(({ unit }) => unit)).size;
    expect(answer.result.leases).toHaveLength(Math.min(wanted, held.size + units));
    await takeAll(model, system, person, fresh);
  });

const claimAtOnce = () =>
  new Step("claimAtOnce()", async (model, system) => {
    const people = system.people.map((_, person) => person).filter((person) => !model.excluded.has(person));
    const claims = await Promise.all(people.map(async (person) => (await claimLeases(system.people[person]!, system.project.slug, 1)).leases));
    for (const [index, person] of people.entries()) {
      const held = new Set(model.live(person).map((lease) => lease.id));
      await takeAll(model, system, person, claims[index]!.filter((lease) => !held.has(lease.leaseId)));
    }
  });

const heartbeat = (person: number) =>
  new Step(`heartbeat(${person})`, async (model, system) => {
    const own = model.leases.filter((lease) => lease.person === person).slice(-8);
    const alive = await renewLeases(system.people[person]!, own.map((lease) => lease.id));
    expect(new Set(alive)).toEqual(new Set(own.filter((lease) => model.holds(lease)).map((lease) => lease.id)));
    for (const lease of own) if (alive.includes(lease.id)) lease.expired = false;
  });

const expire = (at: number) =>
  new Step(`expire(${at})`, async (model, system) => {
    const lease = pick(model.leases.filter((row) => model.holds(row)), at);
    if (!lease) return;
    await system.db.$executeRaw`UPDATE slot SET lease_expires_at = now() - interval '1 second' WHERE lease_id = ${lease.id}::uuid`;
    lease.expired = true;
  });

/** What becomes of an answer that was not given before. */
function expectSubmit(model: Model, lease: ModelLease): string | null {
  if (model.excluded.has(lease.person)) return "forbidden";
  if (lease.released) return "lease_released";
  return model.answered(lease) ? "already_judged" : null;
}

const submit = (at: number, choice: Choice, times: number) =>
  new Step(`submit(${at}, ${choice}, ${times})`, async (model, system) => {
    const lease = pick(model.leases, at);
    if (!lease) return;
    const answer = answerOf(system, lease, choice);
    const replies = await Promise.all(Array.from({ length: times }, () => codeOr(submitJudgment(system.people[lease.person]!, answer))));
    const refusal = expectSubmit(model, lease);
    if (refusal) return expect(replies).toEqual(Array(times).fill({ code: refusal }));
    const counted = model.holds(lease);
    for (const reply of replies) expect(reply).toMatchObject({ result: { id: answer.id, counted } });
    model.judgments.push({ id: answer.id, leaseId: lease.id, person: lease.person, unit: lease.unit, choice, counted, changes: 0 });
    if (!counted) return;
    model.slots.get(lease.unit)!.get(lease.slotNo)!.done = true;
    model.settle(lease.unit);
  });

const submitAgain = (at: number, choice: Choice) =>
  new Step(`submitAgain(${at}, ${choice})`, async (model, system) => {
    const judgment = pick(model.judgments.filter((row) => row.changes === 0), at);
    if (!judgment) return;
    const reply = await codeOr(submitJudgment(system.people[judgment.person]!, answerOf(system, model.leaseOf(judgment.leaseId), choice, judgment.id)));
    // The stored answer is told to whoever gave it, also after they were excluded.
    if (choice === judgment.choice) expect(reply).toMatchObject({ result: { id: judgment.id, counted: judgment.counted } });
    else expect(reply).toEqual({ code: "idempotency_mismatch" });
  });

const undo = (at: number, choice: Choice) =>
  new Step(`undo(${at}, ${choice})`, async (model, system) => {
    const judgment = pick(model.judgments, at);
    if (!judgment) return;
    const { verdicts } = answerOf(system, model.leaseOf(judgment.leaseId), choice);
    const reply = await codeOr(reviseJudgment(system.people[judgment.person]!, { id: randomUUID(), judgmentId: judgment.id, verdicts, durationMs: 9 }));
    if (model.excluded.has(judgment.person)) return expect(reply).toEqual({ code: "forbidden" });
    expect(reply).toMatchObject({ result: { id: judgment.id, revisionCount: judgment.changes + 1 } });
    judgment.choice = choice;
    judgment.changes += 1;
    if (judgment.counted) model.settle(judgment.unit);
  });

const skip = (at: number) =>
  new Step(`skip(${at})`, async (model, system) => {
    const lease = pick(model.leases, at);
    if (!lease) return;
    await releaseLease(system.people[lease.person]!, { leaseId: lease.id, reason: "skipped" });
    if (!model.holds(lease)) return;
    model.give(lease);
    lease.released = true;
  });

const exclude = (person: number) =>
  new Step(`exclude(${person})`, async (model, system) => {
    const state = model.excluded.has(person) ? "ACTIVE" : "EXCLUDED";
    await setMemberState("operator", system.project.id, { userId: system.people[person]!.userId, state, reason: "by the test" });
    if (state === "ACTIVE") model.excluded.delete(person);
    else {
      model.excluded.add(person);
      for (const lease of model.leases.filter((row) => row.person === person)) model.give(lease);
    }
    for (const unit of new Set(model.judgments.filter((row) => row.person === person && row.counted).map((row) => row.unit))) model.settle(unit);
  });

const adjudicate = (choice: Choice) =>
  new Step(`adjudicate(${choice})`, async (model, system) => {
    const task = await claimAdjudication(system.reviewer, system.project.slug);
    if (!task) return;
    const { shown } = await system.db.adjudication.findUniqueOrThrow({ where: { id: task.id } });
    const verdicts = { overall: { value: choice === "TIE" ? ("tie" as const) : (choice === "A") === shown[0]! < shown[1]! ? ("left" as const) : ("right" as const) } };
    await answerBlind(system.reviewer, task.id, { verdicts });
    await decide(system.reviewer, task.id, { verdicts, reason: "by the test" });
    model.decisions.set(task.comparisonId, choice);
  });

const changeOverlap = (overlap: number, more: number | null) =>
  new Step(`changeOverlap(${overlap}, ${more})`, async (model, system) => {
    const overlapMax = more === null ? null : overlap + more;
    const isSame = model.overlap === overlap && model.overlapMax === overlapMax;
    system.project = await updateProject("operator", system.project.id, { overlap, overlapMax });
    [model.overlap, model.overlapMax] = [overlap, overlapMax];
    if (isSame) return;
    for (const unit of model.slots.keys()) model.settle(unit);
  });

const people = fc.nat({ max: 3 });
const choices = fc.constantFrom<Choice>("A", "B", "TIE");
const places = fc.nat({ max: 30 });

/** What may happen, claims and answers most often. */
export const steps = [
  fc.tuple(people, fc.integer({ min: 1, max: 3 })).map(([person, wanted]) => claim(person, wanted)),
  fc.constant(null).map(() => claimAtOnce()),
  fc.constant(null).map(() => claimAtOnce()),
  people.map(heartbeat),
  places.map(expire),
  fc.tuple(places, choices, fc.constantFrom(1, 1, 2, 3)).map((args) => submit(...args)),
  fc.tuple(places, choices, fc.constant(1)).map((args) => submit(...args)),
  fc.tuple(places, choices, fc.constant(1)).map((args) => submit(...args)),
  fc.tuple(places, choices).map((args) => submitAgain(...args)),
  fc.tuple(places, choices).map((args) => undo(...args)),
  places.map(skip),
  people.map(exclude),
  choices.map(adjudicate),
  fc.tuple(fc.integer({ min: 1, max: 3 }), fc.option(fc.integer({ min: 1, max: 4 }))).map((args) => changeOverlap(...args)),
];
