import type { Actor } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import type { Candidate, Picture } from "../generated/prisma/client.ts";
import { type Alignment, pictureAddress, readAlignment } from "../image/index.ts";
import type { DimensionName } from "../project/index.ts";
import { claimLeases, type Lease } from "./claim-comparison.ts";
import { getOwnProgress, type OwnProgress } from "./own-judgments.ts";

/** `width` and `height` are those of the picture as uploaded; the address serves it at up to 2048 pixels. */
export type ShownPicture = { address: string; width: number; height: number };

/** An edit: how it lies over the first source (see lib/image/align.ts), and the address of its change map. */
export type ShownEdit = ShownPicture & Pick<Alignment, "method" | "covered"> & { changes: string | null };

/** All that a judging page receives of a comparison: nothing here says what made the pictures. */
export type JudgingView = {
  leaseId: string;
  instruction: string;
  /** English words for an instruction in another language. */
  translation: string | null;
  language: string;
  sources: ShownPicture[];
  left: ShownEdit;
  right: ShownEdit;
};

export type JudgingBatch = {
  project: { name: string; slug: string; dimensions: DimensionName[]; guideline: string; leaseSeconds: number };
  comparisons: JudgingView[];
  progress: OwnProgress;
};

const MOST_WANTED = 8;

/** Leases with what the page shows of them. `wanted` 1 to 8: the one on screen and those that are decoded ahead. */
export async function claimForJudging(actor: Actor, slug: string, wanted: number): Promise<JudgingBatch> {
  const { project, leases } = await claimLeases(actor, slug, Math.min(MOST_WANTED, Math.max(1, wanted)));
  const comparisons = await Promise.all(leases.map((lease) => showLease(actor, lease)));
  const { name, dimensions, guideline, leaseSeconds } = project;
  return { project: { name, slug, dimensions, guideline, leaseSeconds }, comparisons, progress: await getOwnProgress(actor, project.id) };
}

async function showLease(actor: Actor, lease: Lease): Promise<JudgingView> {
  const { item, candidateA, candidateB } = await getDb().comparison.findUniqueOrThrow({
    where: { id: lease.comparisonId },
    include: {
      item: { include: { sources: { include: { picture: true }, orderBy: { position: "asc" } } } },
      candidateA: { include: { picture: true } },
      candidateB: { include: { picture: true } },
    },
  });
  const show = ({ id, width, height }: Picture): ShownPicture => ({ address: pictureAddress({ id, variant: "view", actorId: actor.userId }), width, height });
  const showEdit = (candidate: Candidate & { picture: Picture }): ShownEdit => {
    const changes = candidate.changedShare === null ? null : pictureAddress({ id: candidate.id, variant: "changes", actorId: actor.userId });
    return { ...show(candidate.picture), ...readAlignment(candidate.alignment), changes };
  };
  const [left, right] = lease.leftIsA ? [candidateA, candidateB] : [candidateB, candidateA];
  return {
    leaseId: lease.leaseId,
    instruction: item.instruction ?? `${item.sourceCaption} → ${item.targetCaption}`,
    translation: item.translation,
    language: item.language,
    sources: item.sources.map((source) => show(source.picture)),
    left: showEdit(left),
    right: showEdit(right),
  };
}
