import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { computeAnnotatorAgreement } from "#lib/agreement/index.ts";
import type { Actor } from "#lib/auth/index.ts";
import { computeConsensus } from "#lib/consensus/index.ts";
import { exportProject } from "#lib/export/index.ts";
import { saveForm } from "#lib/form/index.ts";
import type { Project } from "#lib/generated/prisma/client.ts";
import { answerRound, confirmJoint, endJointSession, getJointState, giveBackJoint, joinJointSession, proposeJoint, startJointSession } from "#lib/joint/index.ts";
import { claimLeases, reviseJudgment, submitJudgment } from "#lib/judgment/index.ts";
import { answerAll } from "../factories/judging.ts";
import { makeMember } from "../factories/people.ts";
import { makeItem, makeProject } from "../factories/project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

async function exportText(slug: string): Promise<string> {
  let text = "";
  for await (const lines of exportProject("operator", slug)) text += lines;
  return text;
}

let database: TestDatabase;
let project: Project;
let lead: Actor;
let partner: Actor;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

beforeEach(async () => {
  project = await makeProject({ dimensions: ["overall"], overlap: 2 });
  await makeItem(project, ["one", "two", "three"]);
  lead = await makeMember(project.id);
  partner = await makeMember(project.id);
});

const left = { verdicts: { overall: { value: "left", strength: 2 } } };
const right = { verdicts: { overall: { value: "right" } } };

async function start(): Promise<string> {
  const { sessionId } = await startJointSession(lead, project.slug);
  const { code } = await getJointState(lead, sessionId);
  await joinJointSession(partner, code!.toLowerCase());
  return sessionId;
}

async function openRound(sessionId: string): Promise<string> {
  return (await getJointState(lead, sessionId)).round!.id;
}

async function answerBoth(sessionId: string): Promise<string> {
  const roundId = await openRound(sessionId);
  await answerRound(lead, sessionId, { roundId, ...left });
  await answerRound(partner, sessionId, { roundId, ...right });
  return roundId;
}

describe("a session", () => {
  it("has one lead and one partner, both members, and its code is for one other person", async () => {
    const [first, second] = await Promise.all([startJointSession(lead, project.slug), startJointSession(lead, project.slug)]);
    expect(first.sessionId).toBe(second.sessionId);
    const { code } = await getJointState(lead, first.sessionId);
    await expect(joinJointSession(lead, code!)).rejects.toMatchObject({ code: "own_session" });
    await expect(joinJointSession(partner, "AAAA-AAAA")).rejects.toMatchObject({ code: "not_found" });
    await expect(joinJointSession(await makeMember((await makeProject()).id), code!)).rejects.toMatchObject({ code: "not_found" });
    const third = await makeMember(project.id);
    const joined = await Promise.allSettled([joinJointSession(partner, code!), joinJointSession(third, code!)]);
    expect(joined.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    const outsider = joined[0]!.status === "fulfilled" ? third : partner;
    await expect(getJointState(outsider, first.sessionId)).rejects.toMatchObject({ code: "not_found" });
  });

  it("is refused where the form asks for more than A or B", async () => {
    await saveForm("operator", project.id, { blocks: [{ kind: "pair" }, { kind: "rate" }] });
    await expect(startJointSession(lead, project.slug)).rejects.toMatchObject({ code: "form_not_supported" });
  });
});

describe("a round", () => {
  it("shows both the same pictures in the same places and hides an answer until both are there", async () => {
    const sessionId = await start();
    const [own, other] = await Promise.all([getJointState(lead, sessionId), getJointState(partner, sessionId)]);
    expect(own.round!.id).toBe(other.round!.id);
    expect(own.otherIsHere && other.otherIsHere).toBe(true);
    const roundId = own.round!.id;
    await answerRound(lead, sessionId, { roundId, ...left });
    const before = await getJointState(partner, sessionId);
    expect(before.round).toMatchObject({ own: null, otherHasAnswered: true, other: null, proposal: null });
    expect(JSON.stringify(before)).not.toContain('"left"');
    await expect(proposeJoint(partner, sessionId, { roundId, basedOn: 0, ...right })).rejects.toMatchObject({ code: "answer_first" });
    await answerRound(partner, sessionId, { roundId, ...right });
    await answerRound(partner, sessionId, { roundId, ...left });
    expect((await getJointState(lead, sessionId)).round).toMatchObject({ own: { verdicts: left.verdicts }, other: { verdicts: right.verdicts } });
  });

  it("becomes one judgment with two names, one slot and one vote", async () => {
    const sessionId = await start();
    const roundId = await answerBoth(sessionId);
    await proposeJoint(lead, sessionId, { roundId, basedOn: 0, ...left });
    await expect(confirmJoint(lead, sessionId, { roundId, proposal: 1 })).rejects.toMatchObject({ code: "own_proposal" });
    await confirmJoint(partner, sessionId, { roundId, proposal: 1 });
    await confirmJoint(partner, sessionId, { roundId, proposal: 1 });
    const judgments = await database.db.judgment.findMany({ where: { unit: { projectId: project.id } } });
    expect(judgments).toMatchObject([{ annotatorId: lead.userId, partnerId: partner.userId, counted: true }]);
    expect(await database.db.slot.count({ where: { projectId: project.id, doneAt: { not: null } } })).toBe(1);
    expect((await computeConsensus(project.id)).map((row) => row.n)).toEqual([1]);
    const evidence = await computeAnnotatorAgreement("operator", project, "overall");
    expect([...evidence.keys()]).toEqual([lead.userId]);
    expect(evidence.get(lead.userId)!.agreement.n).toBe(0);
    const line = (await exportText(project.slug)).split("\n").find((one) => one.includes('"type":"judgment"'));
    expect(JSON.parse(line!)).toMatchObject({ annotator: lead.pseudonym, partner: partner.pseudonym });
    await expect(reviseJudgment(lead, { ...answerAll(project, roundId), judgmentId: judgments[0]!.id })).rejects.toMatchObject({ code: "judged_together" });
    expect((await getJointState(partner, sessionId)).round!.id).not.toBe(roundId);
  });

  it("survives both proposing, confirming and sending at once", async () => {
    const sessionId = await start();
    const roundId = await answerBoth(sessionId);
    const raced = await Promise.allSettled([proposeJoint(lead, sessionId, { roundId, basedOn: 0, ...left }), proposeJoint(partner, sessionId, { roundId, basedOn: 0, ...right })]);
    expect(raced.filter((one) => one.status === "rejected").map((one) => (one as PromiseRejectedResult).reason.code)).toEqual(["proposal_changed"]);
    const state = await getJointState(lead, sessionId);
    const confirmer = state.round!.proposal!.isOwn ? partner : lead;
    await Promise.all(Array.from({ length: 4 }, () => confirmJoint(confirmer, sessionId, { roundId, proposal: 1 })));
    const next = await answerBoth(sessionId);
    await Promise.all([proposeJoint(lead, sessionId, { roundId: next, basedOn: 0, ...left }), proposeJoint(partner, sessionId, { roundId: next, basedOn: 0, ...left })]);
    expect(await database.db.judgment.count({ where: { unit: { projectId: project.id } } })).toBe(2);
    expect((await getJointState(lead, sessionId)).committed).toBe(2);
  });

  it("keeps the unit from the partner for good, and from the lead's ordinary page while it is open", async () => {
    const sessionId = await start();
    await openRound(sessionId);
    const round = await database.db.jointRound.findFirstOrThrow({ where: { sessionId } });
    const { leases } = await claimLeases(lead, project.slug, 8);
    expect(leases.map((lease) => lease.unitId)).not.toContain(round.unitId);
    await expect(submitJudgment(lead, answerAll(project, round.leaseId))).rejects.toMatchObject({ code: "judged_together" });
    expect((await claimLeases(partner, project.slug, 8)).leases.map((lease) => lease.unitId)).not.toContain(round.unitId);
    const shadow = await database.db.handedOut.findFirstOrThrow({ where: { annotatorId: partner.userId, unitId: round.unitId } });
    await expect(submitJudgment(partner, answerAll(project, shadow.leaseId))).rejects.toMatchObject({ code: "lease_released" });
  });

  it("renews its lease, and makes room for the next when the unit has gone to somebody else", async () => {
    const sessionId = await start();
    const roundId = await openRound(sessionId);
    const { leaseId, unitId } = await database.db.jointRound.findUniqueOrThrow({ where: { id: roundId } });
    await database.db.slot.update({ where: { leaseId }, data: { leaseExpiresAt: new Date() } });
    await getJointState(partner, sessionId);
    expect((await database.db.slot.findUniqueOrThrow({ where: { leaseId } })).leaseExpiresAt!.getTime()).toBeGreaterThan(Date.now());
    await database.db.slot.updateMany({ where: { leaseId }, data: { annotatorId: null, leaseId: null, leaseExpiresAt: null } });
    const state = await getJointState(partner, sessionId);
    expect(state.round!.id).not.toBe(roundId);
    expect(await database.db.jointRound.findUnique({ where: { id: roundId } })).toMatchObject({ closeReason: "lost", unitId });
  });

  it("is given back for both, and the lead goes on alone after ending the session", async () => {
    const sessionId = await start();
    const given = await openRound(sessionId);
    await giveBackJoint(partner, sessionId, { roundId: given });
    const next = await openRound(sessionId);
    expect(next).not.toBe(given);
    await endJointSession(lead, sessionId);
    await endJointSession(lead, sessionId);
    expect((await getJointState(partner, sessionId)).state).toBe("ENDED");
    const round = await database.db.jointRound.findUniqueOrThrow({ where: { id: next } });
    expect(round.closeReason).toBe("alone");
    const { leases } = await claimLeases(lead, project.slug, 1);
    expect(leases[0]!.unitId).toBe(round.unitId);
    await submitJudgment(lead, answerAll(project, leases[0]!.leaseId));
    expect(await database.db.judgment.findFirst({ where: { unitId: round.unitId } })).toMatchObject({ annotatorId: lead.userId, partnerId: null });
  });
});

it("a limit of the project that one of the two has reached opens no round", async () => {
  const { leases } = await claimLeases(partner, project.slug, 1);
  await submitJudgment(partner, answerAll(project, leases[0]!.leaseId));
  await database.db.project.update({ where: { id: project.id }, data: { judgmentsPerPerson: 1 } });
  const sessionId = await start();
  expect((await getJointState(lead, sessionId)).round).toBeNull();
  await database.db.project.update({ where: { id: project.id }, data: { judgmentsPerPerson: 2 } });
  expect((await getJointState(lead, sessionId)).round).not.toBeNull();
});

it("the database refuses a judgment whose partner is its annotator", async () => {
  const { leases } = await claimLeases(lead, project.slug, 1);
  const answer = answerAll(project, leases[0]!.leaseId);
  await submitJudgment(lead, answer);
  await expect(database.db.judgment.update({ where: { id: answer.id }, data: { partnerId: lead.userId } })).rejects.toThrow();
});
