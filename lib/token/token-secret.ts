import { createHash, randomBytes } from "node:crypto";

/** So that people, and programs that look for leaked secrets, know one when they see it. */
export const TOKEN_PREFIX = "jxt_";
const SECRET_BYTES = 32;
const SHOWN = 4;

export function makeSecret(): { token: string; tokenHash: string; beginning: string } {
  const token = TOKEN_PREFIX + randomBytes(SECRET_BYTES).toString("base64url");
  return { token, tokenHash: hashSecret(token), beginning: token.slice(0, TOKEN_PREFIX.length + SHOWN) };
}

/** A token is 256 random bits: one round of SHA-256 is all that it takes to keep it. */
export function hashSecret(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
