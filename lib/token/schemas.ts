import { z } from "zod";

/** What a token's bearer may do: `reward` asks the Reward API. */
export const TOKEN_SCOPES = ["reward"] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];

export const CreateTokenInput = z.object({
  name: z.string().trim().min(1, "Give it a name.").max(80, "At most 80 characters."),
  /** Days until it ends by itself; null for never. */
  validDays: z.number("1 to 3650 days, or none.").int().min(1, "1 to 3650 days, or none.").max(3650, "1 to 3650 days, or none.").nullable().default(null),
});
export type CreateTokenInput = z.input<typeof CreateTokenInput>;

/** A token as lists show it, without its secret. */
export type ListedToken = { id: string; name: string; beginning: string; scopes: string[]; createdAt: Date; expiresAt: Date | null; lastUsedAt: Date | null; revokedAt: Date | null };
