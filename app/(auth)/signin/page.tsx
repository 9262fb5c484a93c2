import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getActor } from "../../_server/get-actor.ts";
import { SignInForm } from "./sign-in-form.tsx";

export const metadata: Metadata = { title: "Sign in" };

type Search = { email?: string; next?: string };

const HERE = "http://here.invalid";

/** Only addresses of this server: anything else would lead people away after signing in. */
function safeNext(next: string | undefined): string {
  if (!next || !URL.canParse(next, HERE)) return "/";
  const target = new URL(next, HERE);
  return target.origin === HERE && !target.pathname.startsWith("//") ? target.pathname + target.search : "/";
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { email, next } = await searchParams;
  const target = safeNext(next);
  if (await getActor()) redirect(target);
  return (
    <>
      <h1 className="text-title font-semibold tracking-tight">Sign in</h1>
      <p className="mt-1 mb-6 text-base text-ink-soft">Judge edits, or find out which editor is better.</p>
      <SignInForm email={email ?? ""} next={target} />
      <p className="mt-6 text-small text-ink-faint">Annotators need no account: open the invite link that you were sent.</p>
    </>
  );
}
