import type { Metadata } from "next";
import { requireMember } from "#lib/auth/index.ts";
import { getDb } from "#lib/db.ts";
import { JuxtaError } from "#lib/errors.ts";
import { getOwnProgress, JUDGING_ROLES } from "#lib/judgment/index.ts";
import { getProject } from "#lib/project/index.ts";
import { ButtonLink } from "../../../_components/button.tsx";
import { EmptyState } from "../../../_components/empty-state.tsx";
import { requireActorOn } from "../../../_server/get-actor.ts";
import { JudgingSession } from "./judging-session.tsx";

export const metadata: Metadata = { title: "Judge" };

export default async function JudgePage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const actor = await requireActorOn(`/judge/${slug}`);
  try {
    const project = await getProject(actor, slug, JUDGING_ROLES);
    const member = await requireMember(getDb(), actor, project.id, JUDGING_ROLES);
    const progress = await getOwnProgress(actor, project.id);
    const form = { name: project.name, slug: project.slug, dimensions: project.dimensions, guideline: project.guideline, leaseSeconds: project.leaseSeconds };
    return <JudgingSession project={form} pseudonym={actor.pseudonym} initialProgress={progress} mayManage={member.role !== "ANNOTATOR"} />;
  } catch (error) {
    if (!(error instanceof JuxtaError) || error.status >= 500) throw error;
    return (
      <main className="mx-auto max-w-xl px-4 py-24">
        <EmptyState title="You cannot judge here" action={<ButtonLink href="/judge">See your projects</ButtonLink>}>
          {error.message} What you sent before is kept.
        </EmptyState>
      </main>
    );
  }
}
