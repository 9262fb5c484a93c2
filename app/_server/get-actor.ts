import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { decode } from "next-auth/jwt";
import { cache } from "react";
import { type Actor, findActor } from "#lib/auth/index.ts";
import { toJuxtaError, unauthenticated } from "#lib/errors.ts";

const COOKIES = ["__Secure-next-auth.session-token", "next-auth.session-token"];

/** Next shows an error's digest to the browser and nothing else: app/error.tsx can then say that the database is away. */
function markIfAway(error: unknown): never {
  const known = toJuxtaError(error);
  throw known.code === "database_unavailable" ? Object.assign(known, { digest: known.code }) : error;
}

/** Who is signed in, looked up once a request; null for nobody. */
export const getActor = cache(async (): Promise<Actor | null> => {
  const jar = await cookies();
  const token = COOKIES.map((name) => jar.get(name)?.value).find(Boolean);
  if (!token) return null;
  const claims = await decode({ token, secret: process.env.NEXTAUTH_SECRET ?? "" }).catch(() => null);
  return typeof claims?.sessionId === "string" ? findActor(claims.sessionId).catch(markIfAway) : null;
});

/** For route handlers. Throws `unauthenticated`. */
export async function requireActor(): Promise<Actor> {
  const actor = await getActor();
  if (!actor) throw unauthenticated();
  return actor;
}

/** For pages: sends strangers to sign in, and back to the address they asked for afterwards (see proxy.ts). */
export async function requireActorHere(): Promise<Actor> {
  const actor = await getActor();
  if (!actor) redirect(`/signin?next=${encodeURIComponent((await headers()).get("x-juxta-address") ?? "/")}`);
  return actor;
}
