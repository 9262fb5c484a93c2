import NextAuth from "next-auth";
import { isDatabaseThere } from "#lib/database-probe.ts";
import { databaseUnavailable, toErrorAnswer } from "#lib/errors.ts";
import { authOptions } from "../../../_server/auth-options.ts";

type Context = { params: Promise<{ nextauth: string[] }> };

const handler = NextAuth(authOptions) as (request: Request, context: Context) => Promise<Response>;

/** Steps that read or write sessions. The others make a token or list the ways to sign in. */
const NEED_DATABASE = new Set(["callback", "signout"]);

export { handler as GET };

/** next-auth would call a database that is away a wrong password, and forget the cookie of a session that stays open. */
export async function POST(request: Request, context: Context): Promise<Response> {
  const [step = ""] = (await context.params).nextauth;
  if (!NEED_DATABASE.has(step) || (await isDatabaseThere())) return handler(request, context);
  const { status, body } = toErrorAnswer(databaseUnavailable());
  // The part of next-auth in the browser reads the code from the address.
  const url = new URL(`/signin?error=${body.error.code}`, request.url).href;
  return Response.json({ ...body, url }, { status, headers: { "cache-control": "no-store", "retry-after": "2" } });
}
