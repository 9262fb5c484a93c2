import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { joinByInvite } from "#lib/annotator/index.ts";
import { revokeSession, signInByPassword } from "#lib/auth/index.ts";
import { toJuxtaError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { enterStudy } from "#lib/recruiting/index.ts";
import { getActor } from "./get-actor.ts";

const SESSION_SECONDS = 30 * 86_400;

/** next-auth shows the text of an error to the page: only our own codes may be in it. */
async function withCode<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const known = toJuxtaError(error);
    if (known.status >= 500) log.error({ err: error }, "sign-in");
    throw new Error(known.code, { cause: error });
  }
}

function headerOf(request: { headers?: Record<string, unknown> }, name: string): string {
  const value = request.headers?.[name];
  return typeof value === "string" ? value : "";
}

/** The cookie is a JWT that carries a session row's id and nothing else; see docs/adr/0001. */
export const authOptions: NextAuthOptions = {
  session: { strategy: "jwt", maxAge: SESSION_SECONDS },
  pages: { signIn: "/signin", error: "/signin" },
  providers: [
    CredentialsProvider({
      id: "password",
      name: "Password",
      credentials: { email: { type: "email" }, password: { type: "password" } },
      authorize: (credentials, request) =>
        withCode(async () => {
          const { userId, sessionId } = await signInByPassword({ email: credentials?.email ?? "", password: credentials?.password ?? "", address: headerOf(request, "x-real-ip") || "local" });
          return { id: userId, sessionId };
        }),
    }),
    CredentialsProvider({
      id: "invite",
      name: "Invite",
      credentials: { token: { type: "text" } },
      authorize: (credentials) =>
        withCode(async () => {
          const { userId, sessionId } = await joinByInvite(credentials?.token ?? "", await getActor());
          return { id: userId, sessionId };
        }),
    }),
    CredentialsProvider({
      id: "study",
      name: "Study",
      credentials: { token: { type: "text" }, query: { type: "text" } },
      authorize: (credentials, request) =>
        withCode(async () => {
          const given = Object.fromEntries(new URLSearchParams(credentials?.query ?? ""));
          const { userId, sessionId } = await enterStudy({ token: credentials?.token ?? "", given, address: headerOf(request, "x-real-ip") || "local" });
          return { id: userId, sessionId };
        }),
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) => (user && "sessionId" in user ? { sessionId: user.sessionId } : { sessionId: token.sessionId }),
    session: ({ session }) => ({ expires: session.expires }),
    redirect: ({ url, baseUrl }) => (url.startsWith("/") && !url.startsWith("//") ? `${baseUrl}${url}` : baseUrl),
  },
  events: {
    signOut: async ({ token }) => {
      if (typeof token?.sessionId === "string") await revokeSession(token.sessionId);
    },
  },
};
