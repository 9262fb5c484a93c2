import { send } from "./send.ts";

const TRIES = 40;
const RETRY_MS = 250;

function cookiesOf(header: string[] | undefined): string {
  return (header ?? []).map((line) => line.split(";")[0]).join("; ");
}

async function tryToJoin(address: string, token: string): Promise<string | null> {
  const csrf = await send(address, "/api/auth/csrf", { method: "GET" });
  const { csrfToken } = (csrf.body ?? {}) as { csrfToken?: string };
  if (!csrfToken) return null;
  const body = new URLSearchParams({ csrfToken, token, json: "true" }).toString();
  const joined = await send(address, "/api/auth/callback/invite", { cookie: cookiesOf(csrf.headers["set-cookie"]), type: "application/x-www-form-urlencoded", body });
  const session = (joined.headers["set-cookie"] ?? []).filter((line) => /session-token=./.test(line));
  return session.length > 0 ? cookiesOf(session) : null;
}

/** Joins by an invite link's token over HTTP, as a new person with a session of their own; returns the cookie. */
export async function joinOverHttp(address: string, token: string): Promise<string> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const cookie = await tryToJoin(address, token);
    if (cookie !== null) return cookie;
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
  throw new Error("Nobody could join by the invite link.");
}

/** As `joinOverHttp` for many, some at a time. */
export async function joinMany(address: string, token: string, count: number): Promise<string[]> {
  const cookies: string[] = [];
  let started = 0;
  const join = async () => {
    while (started < count) {
      started += 1;
      cookies.push(await joinOverHttp(address, token));
    }
  };
  await Promise.all(Array.from({ length: Math.min(8, count) }, join));
  return cookies;
}
