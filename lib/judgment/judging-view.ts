import { type JudgingNotice, readNotice } from "../annotator/member-flags.ts";
import type { Actor } from "../auth/actor.ts";
import { getDb, type Prisma } from "../db.ts";
import { notFound } from "../errors.ts";
import { type FormDefinition, type ReadForm, readForm } from "../form/index.ts";
import { type Alignment, pictureAddress, readAlignment } from "../image/index.ts";
import type { DimensionName } from "../project/index.ts";
import { findParticipation, type OwnParticipation, showParticipation } from "../recruiting/own-participation.ts";
import { claimFor, type Ending } from "./claim-units.ts";
import type { Lease } from "./hand-out.ts";
import { getOwnProgress, type OwnProgress } from "./own-progress.ts";
import { readClaimant } from "./read-claimant.ts";

/** `width` and `height` are those of the picture as uploaded; the address serves it at up to 2048 pixels. */
export type ShownPicture = { address: string; width: number; height: number };

/** An edit: how it lies over the first source (see lib/image/align.ts), and the address of its change map. */
export type ShownEdit = ShownPicture & Pick<Alignment, "method" | "covered"> & { changes: string | null };

/** A source picture, or a known good result of the edit. */
export type ShownSource = ShownPicture & { isReference?: true };

/** All that a judging page receives of a comparison or ranking: nothing here says what made the pictures, or why it is shown. */
export type JudgingView = {
  leaseId: string;
  /** The form it is asked under: a key of the batch's `forms`. */
  formVersion: number;
  instruction: string;
  /** English words for an instruction in another language. */
  translation: string | null;
  language: string;
  /** The source pictures, then the reference where the item has one. */
  sources: ShownSource[];
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

/** The forms that these leases are asked under: nearly always the current one alone. */
async function readForms(leases: readonly Lease[], current: ReadForm): Promise<ReadForm[]> {
  const older = leases.map((lease) => lease.formId).filter((id) => id !== current.id);
  const others = older.length === 0 ? [] : (await getDb().form.findMany({ where: { id: { in: older } } })).map(readForm);
  return leases.length > older.length ? [current, ...others] : others;
}

/** Leases with what the page shows of them. `wanted` 1 to 8: the one on screen and those that are decoded ahead. */
export async function claimForJudging(actor: Actor, slug: string, wanted: number): Promise<JudgingBatch> {
  const claimant = await readClaimant(getDb(), actor, slug);
  const { project, leases, ending } = await claimFor(claimant, actor, Math.min(MOST_WANTED, Math.max(1, wanted)));
  const { name, dimensions, leaseSeconds } = project;
  const forms = await readForms(leases, claimant.form);
  const part = claimant.hasParticipation ? await findParticipation(getDb(), project.id, actor.userId) : null;
  const shown = leases.map((lease) => ({ ...lease, formVersion: forms.find((form) => form.id === lease.formId)?.version ?? 0 }));
  const [comparisons, progress] = await Promise.all([showUnits(actor, shown), getOwnProgress(actor, project, part)]);
  return {
    project: { name, slug, dimensions, leaseSeconds },
    forms: Object.fromEntries(forms.map((form) => [form.version, form.definition])),
    comparisons,
    progress,
    ending,
    participation: part && showParticipation(part),
    notice: claimant.hasNotice ? await readNotice(getDb(), project.id, actor.userId) : null,
  };
}

type PictureRow = { id: string; width: number; height: number };
type CandidateRow = PictureRow & { alignment: Prisma.JsonValue; changedShare: number | null };
type ShownRow = { id: string; instruction: string; translation: string | null; language: string; sources: PictureRow[] | null; reference: PictureRow | null; candidates: Record<string, CandidateRow> | null };
type ShowableUnit = { leaseId: string; unitId: string; shown: string[] };

/** What the page shows of units, their candidates in the given order; read together, whatever their number. */
export async function showUnits(actor: Actor, units: readonly (ShowableUnit & { formVersion: number })[]): Promise<JudgingView[]> {
  const rows = await getDb().$queryRaw<ShownRow[]>`
    SELECT u.id, coalesce(i.instruction, i.source_caption || ' → ' || i.target_caption) AS instruction, i.translation, i.language,
      (SELECT jsonb_agg(jsonb_build_object('id', p.id, 'width', p.width, 'height', p.height) ORDER BY s.position) FROM item_source s JOIN picture p ON p.id = s.picture_id WHERE s.item_id = i.id) AS sources,
      (SELECT jsonb_build_object('id', p.id, 'width', p.width, 'height', p.height) FROM picture p WHERE p.id = i.reference_picture_id AND p.state = 'READY') AS reference,
      (SELECT jsonb_object_agg(c.id, jsonb_build_object('id', p.id, 'width', p.width, 'height', p.height, 'alignment', c.alignment, 'changedShare', c.changed_share))
       FROM candidate c JOIN picture p ON p.id = c.picture_id WHERE c.item_id = i.id AND c.id = ANY(${units.flatMap((unit) => unit.shown)}::uuid[])) AS candidates
    FROM unit u JOIN item i ON i.id = u.item_id WHERE u.id = ANY(${units.map((unit) => unit.unitId)}::uuid[])`;
  const show = ({ id, width, height }: PictureRow): ShownPicture => ({ address: pictureAddress({ id, variant: "view", actorId: actor.userId }), width, height });
  const showEdit = (candidateId: string, candidate: CandidateRow): ShownEdit => {
    const changes = candidate.changedShare === null ? null : pictureAddress({ id: candidateId, variant: "changes", actorId: actor.userId });
    return { ...show(candidate), ...readAlignment(candidate.alignment), changes };
  };
  const byId = new Map(rows.map((row) => [row.id, row]));
  return units.map(({ leaseId, unitId, shown, formVersion }) => {
    const row = byId.get(unitId);
    if (!row) throw notFound("This comparison is gone.");
    return {
      leaseId,
      formVersion,
      instruction: row.instruction,
      translation: row.translation,
      language: row.language,
      sources: [...(row.sources ?? []).map(show), ...(row.reference ? [{ ...show(row.reference), isReference: true as const }] : [])],
      edits: shown.flatMap((id) => (row.candidates?.[id] ? [showEdit(id, row.candidates[id])] : [])),
    };
  });
}

/** As `showUnits` for one. */
export async function showUnit(actor: Actor, unit: ShowableUnit, formVersion: number): Promise<JudgingView> {
  const [view] = await showUnits(actor, [{ ...unit, formVersion }]);
  if (!view) throw notFound("This comparison is gone.");
  return view;
}
