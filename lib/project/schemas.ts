import { z } from "zod";

export const DIMENSIONS = ["prompt_following", "consistency", "visual_quality", "overall"] as const;
export type DimensionName = (typeof DIMENSIONS)[number];

const whole = (low: number, high: number) => {
  const message = `A whole number from ${low.toLocaleString("en")} to ${high.toLocaleString("en")}.`;
  return z.coerce.number(message).int(message).min(low, message).max(high, message);
};
const share = z.coerce.number("A share from 0 to 0.5.").min(0, "A share from 0 to 0.5.").max(0.5, "A share from 0 to 0.5.");

const settings = {
  name: z.string().trim().min(1, "Give the project a name.").max(120),
  description: z.string().max(2_000),
  guideline: z.string().max(50_000),
  dimensions: z
    .array(z.enum(DIMENSIONS))
    .min(1, "Choose at least one dimension.")
    .refine((list) => new Set(list).size === list.length, "Each dimension once."),
  overlap: whole(1, 50),
  leaseSeconds: whole(30, 86_400),
  comparisonsPerItem: whole(1, 1_000),
  goldShare: share,
  repeatShare: share,
  repeatAfter: whole(1, 1_000),
  changeWindowSeconds: whole(0, 604_800),
  adjudicateBelow: z.coerce.number().min(0).max(1),
  judgmentsPerPerson: whole(1, 1_000_000).nullable(),
  overlapMax: whole(2, 50).nullable(),
  handOutOrder: z.enum(["FILL_UP", "INFORMATION"]),
  explorationShare: z.coerce.number("A share from 0 to 1.").min(0, "A share from 0 to 1.").max(1, "A share from 0 to 1."),
  priorScorerVersionId: z.uuid("Choose a scorer of the list.").nullable(),
  judgmentsPerPersonAndItem: whole(1, 1_000_000).nullable(),
  judgmentsPerItem: whole(1, 1_000_000).nullable(),
  judgmentsInAll: whole(1, 1_000_000_000).nullable(),
};

export const CreateProjectInput = z.object({
  slug: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "Use lower-case letters, digits and hyphens, at most 63."),
  name: settings.name,
  description: settings.description.default(""),
  guideline: settings.guideline.default(""),
  dimensions: settings.dimensions.default([...DIMENSIONS]),
  overlap: settings.overlap.default(2),
  leaseSeconds: settings.leaseSeconds.default(900),
  comparisonsPerItem: settings.comparisonsPerItem.default(36),
  goldShare: settings.goldShare.default(0),
  repeatShare: settings.repeatShare.default(0),
  repeatAfter: settings.repeatAfter.default(20),
  changeWindowSeconds: settings.changeWindowSeconds.default(900),
  adjudicateBelow: settings.adjudicateBelow.default(0.6),
  judgmentsPerPerson: settings.judgmentsPerPerson.default(null),
  overlapMax: settings.overlapMax.default(null),
  handOutOrder: settings.handOutOrder.default("FILL_UP"),
  explorationShare: settings.explorationShare.default(0.15),
  priorScorerVersionId: settings.priorScorerVersionId.default(null),
  judgmentsPerPersonAndItem: settings.judgmentsPerPersonAndItem.default(null),
  judgmentsPerItem: settings.judgmentsPerItem.default(null),
  judgmentsInAll: settings.judgmentsInAll.default(null),
  isDemo: z.boolean().default(false),
});
export type CreateProjectInput = z.input<typeof CreateProjectInput>;

// Without defaults: a field that is left out stays as it is.
export const UpdateProjectInput = z.object(settings).partial();
export type UpdateProjectInput = z.input<typeof UpdateProjectInput>;
