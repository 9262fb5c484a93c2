import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { getActor } from "../../_server/get-actor.ts";
import { pageTitle } from "../../_server/page-title.ts";
import { SignInForm } from "./sign-in-form.tsx";

export const generateMetadata = pageTitle("signIn");

type Search = { email?: string; next?: string };

const HERE = "http://here.invalid";

/** Only addresses of this server: anything else would lead people away after signing in. */
function safeNext(next: string | undefined): string {
  if (!next || !URL.canParse(next, HERE)) return "/";
  const target = new URL(next, HERE);
  return target.origin === HERE && !target.pathname.startsWith("//") ? target.pathname + target.search : "/";
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<Search> }) {
  const t = await getTranslations("auth");
  const { email, next } = await searchParams;
  const target = safeNext(next);
  if (await getActor()) redirect(target);
  return (
    <>
      <h1 className="text-title font-semibold tracking-tight">{t("signIn.submit")}</h1>
      <p className="mt-1 mb-6 text-base text-ink-soft">{t("signIn.lead")}</p>
      <SignInForm email={email ?? ""} next={target} />
      <p className="mt-6 text-small text-ink-faint">{t("signIn.noAccount")}</p>
    </>
  );
}
