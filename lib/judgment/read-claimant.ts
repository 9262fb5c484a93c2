import type { Actor } from "../auth/actor.ts";
import { type DbOrTransaction, Prisma } from "../db.ts";
import { notFound } from "../errors.ts";
import { asksRanking } from "../form/asks-ranking.ts";
import { type ReadForm, readForm } from "../form/get-form.ts";
import type { Form, Member, Project } from "../generated/prisma/client.ts";

/** What handing out asks of a project. */
export type JudgedProject = Pick<
  Project,
  | "id" | "name" | "slug" | "dimensions" | "leaseSeconds" | "handOutOrder" | "explorationShare" | "goldShare" | "repeatShare" | "repeatAfter"
  | "judgmentsPerPerson" | "judgmentsPerItem" | "judgmentsPerPersonAndItem" | "judgmentsInAll" | "quizSize"
> & {
  /** Known to ask nothing of items: no caps on them, no qualifications, one kind of unit, and a person who reads every language. */
  isPlain?: boolean;
};
export type Claimant = {
  project: JudgedProject;
  member: Pick<Member, "userId" | "role" | "state"> | null;
  form: ReadForm;
  /** Whether they came by a study of this project, and whether a word for them waits to be read. */
  hasParticipation: boolean;
  hasNotice: boolean;
};

type Row = Omit<Claimant, "form"> & { form: Pick<Form, "id" | "version" | "definition"> };

const describeProject = (userId: string) => Prisma.sql`jsonb_build_object('id', p.id, 'name', p.name, 'slug', p.slug, 'dimensions', p.dimensions, 'leaseSeconds', p.lease_seconds,
  'handOutOrder', p.hand_out_order, 'explorationShare', p.exploration_share, 'goldShare', p.gold_share, 'repeatShare', p.repeat_share, 'repeatAfter', p.repeat_after,
  'judgmentsPerPerson', p.judgments_per_person, 'judgmentsPerItem', p.judgments_per_item, 'judgmentsPerPersonAndItem', p.judgments_per_person_and_item,
  'judgmentsInAll', p.judgments_in_all, 'quizSize', p.quiz_size, 'isPlain',
    p.judgments_per_item IS NULL AND p.judgments_per_person_and_item IS NULL AND NOT EXISTS (SELECT 1 FROM item i WHERE i.project_id = p.id AND i.qualification IS NOT NULL)
    AND NOT ${asksRanking(Prisma.sql`f.form->'definition'`)} AND NOT EXISTS (SELECT 1 FROM unit u WHERE u.project_id = p.id AND u.kind = 'RANKING')
    AND coalesce((SELECT m.languages = '{}' FROM member m WHERE m.project_id = p.id AND m.user_id = ${userId}::uuid), false))`;

/** All that a claim asks before anything is locked, in one statement: a claim is what the server does most often. It does not authorise. Throws `not_found`. */
export async function readClaimant(db: DbOrTransaction, actor: Actor, slug: string): Promise<Claimant> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT ${describeProject(actor.userId)} AS project, f.form,
      (SELECT jsonb_build_object('userId', m.user_id, 'role', m.role, 'state', m.state) FROM member m WHERE m.project_id = p.id AND m.user_id = ${actor.userId}::uuid) AS member,
      EXISTS (SELECT 1 FROM participation t JOIN study s ON s.id = t.study_id WHERE t.user_id = ${actor.userId}::uuid AND s.project_id = p.id) AS "hasParticipation",
      EXISTS (SELECT 1 FROM member_flag g WHERE g.project_id = p.id AND g.user_id = ${actor.userId}::uuid AND g.action = 'warn' AND g.seen_at IS NULL AND g.dismissed_at IS NULL) AS "hasNotice"
    FROM project p CROSS JOIN LATERAL (
      SELECT jsonb_build_object('id', f.id, 'version', f.version, 'definition', f.definition) AS form FROM form f WHERE f.project_id = p.id ORDER BY f.version DESC LIMIT 1) f
    WHERE p.slug = ${slug}`;
  const [row] = rows;
  if (!row) throw notFound("There is no such project.");
  return { ...row, form: readForm(row.form) };
}
