import type { Metadata } from "next";
import { type InviteView, viewInvite } from "#lib/annotator/index.ts";
import { JuxtaError } from "#lib/errors.ts";
import { ButtonLink } from "../../../_components/button.tsx";
import { Notice } from "../../../_components/notice.tsx";
import { getActor } from "../../../_server/get-actor.ts";
import { explainSignIn } from "../../sign-in-errors.ts";
import { JoinButton } from "./join-button.tsx";

export const metadata: Metadata = { title: "Join", referrer: "no-referrer" };

function landingOf(view: InviteView): string {
  return view.role === "ANNOTATOR" ? `/judge/${view.projectSlug}` : `/projects/${view.projectSlug}`;
}

export default async function JoinPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const actor = await getActor();
  const view = await viewInvite(token, actor).catch((error: unknown) => {
    if (error instanceof JuxtaError && error.code === "not_found") return null;
    throw error;
  });
  if (!view) return <Notice tone="loss">{explainSignIn("not_found")}</Notice>;
  const next = landingOf(view);
  return (
    <>
      <p className="text-base text-ink-soft">You are invited to</p>
      <h1 className="text-title font-semibold tracking-tight">{view.projectName}</h1>
      {view.description ? <p className="mt-2 text-base text-ink-soft">{view.description}</p> : null}
      <ul className="my-6 flex flex-col gap-2 text-base text-ink-soft">
        <li>You see one picture and two edits of it, and say which edit is better.</li>
        <li>You get a made-up name. Nobody sees who you are.</li>
        <li>Each answer is saved as you send it. Stop whenever you like.</li>
      </ul>
      {view.isMember ? (
        <ButtonLink href={next} variant="primary" size="large" className="w-full">
          Go on judging
        </ButtonLink>
      ) : view.state === "open" ? (
        <JoinButton token={token} next={next} />
      ) : (
        <Notice tone="loss">{explainSignIn(`invite_${view.state}`)}</Notice>
      )}
    </>
  );
}
