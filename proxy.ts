import { type NextRequest, NextResponse } from "next/server";

/** Tells pages the address they were asked for: Next keeps it from layouts, and signing in must lead back to it. */
export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers);
  headers.set("x-juxta-address", request.nextUrl.pathname + request.nextUrl.search);
  return NextResponse.next({ request: { headers } });
}

export const config = { matcher: ["/projects/:path*", "/judge/:path*", "/adjudicate/:path*"] };
