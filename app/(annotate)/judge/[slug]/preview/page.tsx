import { notFound } from "next/navigation";
import { MANAGING_ROLES } from "#lib/auth/index.ts";
import { toJuxtaError } from "#lib/errors.ts";
import { getProject } from "#lib/project/index.ts";
import { ClientMessages } from "../../../../_components/client-messages.tsx";
import { requireActorHere } from "../../../../_server/get-actor.ts";
import { pageTitle } from "../../../../_server/page-title.ts";
import { GuideText } from "../guide-text.tsx";
import { PreviewSession } from "./preview-session.tsx";

export const generateMetadata = pageTitle("preview");

const NOTHING_DONE = { today: 0, total: 0, remaining: 0, medianDurationMs: null };

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<{ form?: string | string[] }> };

/** For owners and reviewers; others are told that there is nothing here. `?form=draft` takes the form of the builder. */
export default async function PreviewPage({ params, searchParams }: Props) {
  const { slug } = await params;
  const actor = await requireActorHere();
  const project = await getProject(actor, slug, MANAGING_ROLES).catch((error: unknown) => {
    if (toJuxtaError(error).status >= 500) throw error;
    return notFound();
  });
  const { id, name, dimensions, guideline, leaseSeconds, changeWindowSeconds } = project;
  const guide = <GuideText actor={actor} projectId={id} guideline={guideline} />;
  return (
    <ClientMessages areas={["preview", "judge", "blocks", "regions", "history", "study", "errors"]}>
      <PreviewSession project={{ name, slug, dimensions, leaseSeconds, changeWindowSeconds }} guide={guide} pseudonym={actor.pseudonym} initialProgress={NOTHING_DONE} mayManage isDraft={(await searchParams).form === "draft"} />
    </ClientMessages>
  );
}
