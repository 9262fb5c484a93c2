import type { Actor } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { findBlock, type PairBlock, readForm } from "../form/index.ts";
import type { z } from "zod";
import { type JudgingView, showUnit } from "../judgment/index.ts";
import type { DimensionName } from "../project/index.ts";
import { closeRound, findOpenRound, keepLease, type LoadedRound, openRound, showAnswer } from "./round.ts";
import type { JointAnswer } from "./schemas.ts";
import { codeOf, lockSession } from "./session.ts";

const AWAY_MS = 6_000;

export type JointRoundState = {
  id: string;
  view: JudgingView;
  dimensions: DimensionName[];
  block: z.output<typeof PairBlock>;
  own: JointAnswer | null;
  otherHasAnswered: boolean;
  /** The other's answer; null until both have answered. */
  other: JointAnswer | null;
  proposal: { no: number; isOwn: boolean; answer: JointAnswer } | null;
};

/** What one of the two people sees. `code` is the lead's while nobody has joined; `committed` counts what they agreed on. */
export type JointStateView = {
  state: "WAITING" | "ACTIVE" | "ENDED";
  isLead: boolean;
  code: string | null;
  otherIsHere: boolean;
  committed: number;
  /** Null while waiting, and when there is nothing left that is new to both. */
  round: JointRoundState | null;
};

async function showRound(actor: Actor, round: LoadedRound, isLead: boolean, dimensions: DimensionName[]): Promise<JointRoundState> {
  const { shown, form } = round.handed;
  const [own, other] = isLead ? [round.leadAnswer, round.partnerAnswer] : [round.partnerAnswer, round.leadAnswer];
  const { version, definition } = readForm(form);
  const block = findBlock(definition, "pair")!;
  return {
    id: round.id,
    view: await showUnit(actor, { leaseId: round.id, unitId: round.unitId, shown }, version),
    dimensions: block.dimensions ?? dimensions,
    block,
    own: own ? showAnswer(own, shown) : null,
    otherHasAnswered: other !== null,
    other: own && other ? showAnswer(other, shown) : null,
    proposal: round.proposal ? { no: round.proposalNo, isOwn: round.proposedById === actor.userId, answer: showAnswer(round.proposal, shown) } : null,
  };
}

/**
 * Where a session stands for one of its two people. Asking says that one is there, renews the lease of the open unit, and opens
 * the next one when the last is done. Nothing of the other's answer is in it before both have answered.
 * Throws `not_found`, `forbidden`, `form_not_supported`.
 */
export async function getJointState(actor: Actor, sessionId: string): Promise<JointStateView> {
  const { session, round } = await getDb().$transaction(async (tx) => {
    const locked = await lockSession(tx, actor, sessionId);
    const now = new Date();
    await tx.jointSession.update({ where: { id: sessionId }, data: locked.isLead ? { leadSeenAt: now } : { partnerSeenAt: now } });
    if (locked.state !== "ACTIVE") return { session: locked, round: null };
    const open = await findOpenRound(tx, sessionId);
    if (open && (await keepLease(tx, locked.project, open.leaseId))) return { session: locked, round: open };
    if (open) await closeRound(tx, open.id, "lost");
    return { session: locked, round: await openRound(tx, locked) };
  });
  const seen = session.isLead ? session.partnerSeenAt : session.leadSeenAt;
  return {
    state: session.state,
    isLead: session.isLead,
    code: session.isLead && session.state === "WAITING" ? codeOf(session.id) : null,
    otherIsHere: seen !== null && Date.now() - seen.getTime() < AWAY_MS,
    committed: await getDb().jointRound.count({ where: { sessionId, judgmentId: { not: null } } }),
    round: round ? await showRound(actor, round, session.isLead, session.project.dimensions) : null,
  };
}
