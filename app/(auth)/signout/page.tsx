import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { getActor } from "../../_server/get-actor.ts";
import { pageTitle } from "../../_server/page-title.ts";
import { SignOutButton } from "./sign-out-button.tsx";

export const generateMetadata = pageTitle("signOut");

export default async function SignOutPage() {
  const t = await getTranslations("auth");
  const actor = await getActor();
  if (!actor) redirect("/signin");
  const isPseudonymous = actor.email === null;
  return (
    <>
      <h1 className="text-title font-semibold tracking-tight">{t("signOut.title")}</h1>
      <p className="mt-1 mb-6 text-base text-ink-soft">
        {t("signOut.you", { name: actor.email ?? actor.pseudonym })} {isPseudonymous ? t("signOut.pseudonymous") : null}
      </p>
      <SignOutButton />
    </>
  );
}
