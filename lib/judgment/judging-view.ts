import { type JudgingNotice, readNotice } from "../annotator/member-flags.ts";
import type { Actor } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { notFound } from "../errors.ts";
import { type FormDefinition, readForm } from "../form/index.ts";
import type { Candidate, Picture } from "../generated/prisma/client.ts";
import { type Alignment, pictureAddress, readAlignment } from "../image/index.ts";
import type { DimensionName } from "../project/index.ts";
import { findParticipation, type OwnParticipation, showParticipation } from "../recruiting/own-participation.ts";
import { claimLeases, type Ending } from "./claim-units.ts";
import { getOwnProgress, type OwnProgress } from "./own-progress.ts";

/** `width` and `height` are those of the picture as uploaded; the address serves it at up to 2048 pixels. */
export type ShownPicture = { address: string; width: number; height: number };

/** An edit: how it lies over the first source (see lib/image/align.ts), and the address of its change map. */
export type ShownEdit = ShownPicture & Pick<Alignment, "method" | "covered"> & { changes: string | null };

/** All that a judging page receives of a comparison or ranking: nothing here says what made the pictures, or why it is shown. */
export type JudgingView = {
  leaseId: string;
  /** The form it is asked under: a key of the batch's `forms`. */
  formVersion: number;
  instruction: string;
  /** English words for an instruction in another language. */
  translation: string | null;
  language: string;
  sources: ShownPicture[];
  /** Left to right: A and B, or the places 1 to 9 of a ranking. */
  edits: ShownEdit[];
};

export type JudgingBatch = {
  project: { name: string; slug: string; dimensions: DimensionName[]; leaseSeconds: number };
  forms: Record<number, FormDefinition>;
  comparisons: JudgingView[];
  progress: OwnProgress;
  /** Why the list is empty; null when it is not. */
  ending: Ending | null;
  /** This person's part in a panel's study; null for people from no panel. */
  participation: OwnParticipation | null;
  /** A word about how one judges, until it is put away; it never tells what was seen. */
  notice: JudgingNotice | null;
};

const MOST_WANTED = 8;

/** Leases with what the page shows of them. `wanted` 1 to 8: the one on screen and those that are decoded ahead. */
export async function claimForJudging(actor: Actor, slug: string, wanted: number): Promise<JudgingBatch> {
  const { project, leases, ending } = await claimLeases(actor, slug, Math.min(MOST_WANTED, Math.max(1, wanted)));
  const forms = (await getDb().form.findMany({ where: { id: { in: leases.map((lease) => lease.formId) } } })).map(readForm);
  const comparisons = await showUnits(actor, leases.map((lease) => ({ ...lease, formVersion: forms.find((form) => form.id === lease.formId)?.version ?? 0 })));
  const { name, dimensions, leaseSeconds } = project;
  const part = await findParticipation(getDb(), project.id, actor.userId);
  return {
    project: { name, slug, dimensions, leaseSeconds },
    forms: Object.fromEntries(forms.map((form) => [form.version, form.definition])),
    comparisons,
    progress: await getOwnProgress(actor, project.id),
    ending,
    participation: part && showParticipation(part),
    notice: await readNotice(getDb(), project.id, actor.userId),
  };
}

type ShowableUnit = { leaseId: string; unitId: string; shown: string[] };

/** What the page shows of units, their candidates in the given order; read together, whatever their number. */
export async function showUnits(actor: Actor, units: readonly (ShowableUnit & { formVersion: number })[]): Promise<JudgingView[]> {
  const db = getDb();
  const [rows, candidates] = await Promise.all([
    db.unit.findMany({ where: { id: { in: units.map((unit) => unit.unitId) } }, select: { id: true, item: { include: { sources: { include: { picture: true }, orderBy: { position: "asc" } } } } } }),
    db.candidate.findMany({ where: { id: { in: units.flatMap((unit) => unit.shown) } }, include: { picture: true } }),
  ]);
  const show = ({ id, width, height }: Picture): ShownPicture => ({ address: pictureAddress({ id, variant: "view", actorId: actor.userId }), width, height });
  const showEdit = (candidate: Candidate & { picture: Picture }): ShownEdit => {
    const changes = candidate.changedShare === null ? null : pictureAddress({ id: candidate.id, variant: "changes", actorId: actor.userId });
    return { ...show(candidate.picture), ...readAlignment(candidate.alignment), changes };
  };
  const itemOf = new Map(rows.map(({ id, item }) => [id, item]));
  const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  return units.map(({ leaseId, unitId, shown, formVersion }) => {
    const item = itemOf.get(unitId);
    if (!item) throw notFound("This comparison is gone.");
    return {
      leaseId,
      formVersion,
      instruction: item.instruction ?? `${item.sourceCaption} → ${item.targetCaption}`,
      translation: item.translation,
      language: item.language,
      sources: item.sources.map((source) => show(source.picture)),
      edits: shown.flatMap((id) => byId.get(id) ?? []).map(showEdit),
    };
  });
}

/** As `showUnits` for one. */
export async function showUnit(actor: Actor, unit: ShowableUnit, formVersion: number): Promise<JudgingView> {
  const [view] = await showUnits(actor, [{ ...unit, formVersion }]);
  if (!view) throw notFound("This comparison is gone.");
  return view;
}
