import { getTranslations } from "next-intl/server";
import { type InviteView, viewInvite } from "#lib/annotator/index.ts";
import { JuxtaError } from "#lib/errors.ts";
import { ButtonLink } from "../../../_components/button.tsx";
import { Notice } from "../../../_components/notice.tsx";
import { getActor } from "../../../_server/get-actor.ts";
import { pageTitle } from "../../../_server/page-title.ts";
import { explainSignIn } from "../../sign-in-errors.ts";
import { JoinButton } from "./join-button.tsx";

export const generateMetadata = pageTitle("join", { referrer: "no-referrer" });

function landingOf(view: InviteView): string {
  return view.role === "ANNOTATOR" ? `/judge/${view.projectSlug}` : `/projects/${view.projectSlug}`;
}

export default async function JoinPage({ params }: { params: Promise<{ token: string }> }) {
  const t = await getTranslations("auth");
  const { token } = await params;
  const actor = await getActor();
  const view = await viewInvite(token, actor).catch((error: unknown) => {
    if (error instanceof JuxtaError && error.code === "not_found") return null;
    throw error;
  });
  if (!view) {
    return (
      <>
        <h1 className="mb-4 text-title font-semibold tracking-tight">{(await getTranslations("titles"))("join")}</h1>
        <Notice tone="loss">{explainSignIn(t, "not_found")}</Notice>
      </>
    );
  }
  const next = landingOf(view);
  return (
    <>
      <p className="text-base text-ink-soft">{t("join.invited")}</p>
      <h1 className="text-title font-semibold tracking-tight">{view.projectName}</h1>
      {view.description ? <p className="mt-2 text-base text-ink-soft">{view.description}</p> : null}
      <ul className="my-6 flex flex-col gap-2 text-base text-ink-soft">
        <li>{t("join.what")}</li>
        <li>{t("join.name")}</li>
        <li>{t("join.saved")}</li>
      </ul>
      {view.isMember ? (
        <ButtonLink href={next} variant="primary" size="large" className="w-full">
          {t("join.goOn")}
        </ButtonLink>
      ) : view.state === "open" ? (
        <JoinButton token={token} next={next} />
      ) : (
        <Notice tone="loss">{explainSignIn(t, `invite_${view.state}`)}</Notice>
      )}
    </>
  );
}
