import { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { type Caller, requireCaller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { invalidInput } from "../errors.ts";
import { FLAG_LEVELS, FLAGS } from "./flags.ts";

export const RULE_ACTIONS = ["warn", "pause", "exclude"] as const;
export type RuleAction = (typeof RULE_ACTIONS)[number];

/** When a person's figures raise `flag` at `level` or above, do `action`. */
export const QualityRule = z.object({ flag: z.enum(FLAGS), level: z.enum(FLAG_LEVELS), action: z.enum(RULE_ACTIONS) });
export type QualityRule = z.output<typeof QualityRule>;

/** No rules: nothing happens by itself. */
export const QualityRules = z
  .array(QualityRule)
  .max(12)
  .refine((rules) => new Set(rules.map((rule) => `${rule.flag} ${rule.level}`)).size === rules.length, "One rule for each figure and level.");
export type QualityRules = z.output<typeof QualityRules>;

/** Sets what happens by itself. It acts with the next judgments, or when the rules are applied. Throws `invalid_input`, `forbidden`. */
export async function setQualityRules(caller: Caller, projectId: string, input: unknown): Promise<void> {
  const parsed = QualityRules.safeParse(input);
  if (!parsed.success) throw invalidInput("The rules were not changed: check them.", z.flattenError(parsed.error).formErrors);
  await getDb().$transaction(async (tx) => {
    await requireCaller(tx, caller, projectId, ["OWNER"]);
    await tx.project.update({ where: { id: projectId }, data: { qualityRules: parsed.data } });
    await recordAudit(tx, { caller, projectId, action: "quality_rules_changed", subject: projectId, detail: { rules: parsed.data } });
  });
}
