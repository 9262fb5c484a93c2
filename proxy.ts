import { type NextRequest, NextResponse } from "next/server";
import { isDatabaseThere } from "#lib/database-probe.ts";

const UNAVAILABLE = "/unavailable";
const HEADERS = { "retry-after": "2", "cache-control": "no-store" };

/** A form's action says in the form what is wrong; what it has typed in stays there. */
function isAction(request: NextRequest): boolean {
  return request.method === "POST" && request.headers.has("next-action");
}

/**
 * Without the database no page can be made: says so with status 503 before one begins. Tells pages the address that they were
 * asked for: Next keeps it from layouts, and signing in must lead back to it.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const headers = new Headers(request.headers);
  headers.set("x-juxta-address", request.nextUrl.pathname + request.nextUrl.search);
  if (request.nextUrl.pathname !== UNAVAILABLE && !isAction(request) && !(await isDatabaseThere())) {
    // The status of a rewrite is honoured by bin/launch/answer-status.ts. A link inside the app that is answered with it goes to
    // its address as a whole, which then says why.
    return NextResponse.rewrite(new URL(UNAVAILABLE, request.nextUrl), { headers: { ...HEADERS, "x-juxta-status": "503" }, request: { headers } });
  }
  return NextResponse.next({ request: { headers } });
}

/** Pages: not the API, which answers for itself, and not files. */
export const config = { matcher: ["/((?!api/|_next/|icon).*)"] };
