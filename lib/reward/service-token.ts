import { createHmac, timingSafeEqual } from "node:crypto";
import { getEnv } from "../env.ts";

/** What web servers show to workers of their installation: derived from its secret, so that neither has to be told. */
export function serviceToken(): string {
  return createHmac("sha256", getEnv().JUXTA_SECRET).update("reward service").digest("base64url");
}

/** Whether an Authorization header holds it; compares in constant time. */
export function isServiceToken(header: string | undefined): boolean {
  const given = Buffer.from(header ?? "");
  const wanted = Buffer.from(`Bearer ${serviceToken()}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
