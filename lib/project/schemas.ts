import { z } from "zod";

export const DIMENSIONS = ["prompt_following", "consistency", "visual_quality", "overall"] as const;
export type DimensionName = (typeof DIMENSIONS)[number];

const settings = {
  name: z.string().trim().min(1, "Give the project a name.").max(120),
  description: z.string().max(2_000),
  guideline: z.string().max(50_000),
  dimensions: z
    .array(z.enum(DIMENSIONS))
    .min(1, "Choose at least one dimension.")
    .refine((list) => new Set(list).size === list.length, "Each dimension once."),
  overlap: z.coerce.number().int().min(1).max(50),
  leaseSeconds: z.coerce.number().int().min(30).max(86_400),
  comparisonsPerItem: z.coerce.number().int().min(1).max(1_000),
  goldShare: z.coerce.number().min(0).max(0.5),
  repeatShare: z.coerce.number().min(0).max(0.5),
  repeatAfter: z.coerce.number().int().min(1).max(1_000),
  changeWindowSeconds: z.coerce.number().int().min(0).max(604_800),
  adjudicateBelow: z.coerce.number().min(0).max(1),
  judgmentsPerPerson: z.coerce.number().int().min(1).max(1_000_000).nullable(),
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
  isDemo: z.boolean().default(false),
});
export type CreateProjectInput = z.input<typeof CreateProjectInput>;

// Without defaults: a field that is left out stays as it is.
export const UpdateProjectInput = z.object(settings).partial();
export type UpdateProjectInput = z.input<typeof UpdateProjectInput>;
