import type { Metadata } from "next";
import { computeAnnotatorAgreement } from "#lib/agreement/index.ts";
import { listInvites, listMembers } from "#lib/annotator/index.ts";
import { mainDimension } from "#lib/report/index.ts";
import { ButtonLink } from "../../../../_components/button.tsx";
import { EmptyState } from "../../../../_components/empty-state.tsx";
import { dimensionName } from "../../../../_components/figure.ts";
import { PageHeader } from "../../../../_components/page-header.tsx";
import { CountedTitle } from "../../../_components/counted-title.tsx";
import { SectionTitle } from "../../../_components/section-title.tsx";
import { SimulatedNotice } from "../../../_components/simulated-notice.tsx";
import { loadProject } from "../../../_server/load-project.ts";
import { InviteForm } from "./invite-form.tsx";
import { InviteTable } from "./invite-table.tsx";
import { MemberTable } from "./member-table.tsx";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { actor, project, role } = await loadProject(slug);
  const isOwner = role === "OWNER";
  const dimension = mainDimension(project.dimensions);
  const [members, invites, evidence] = await Promise.all([listMembers(actor, project.id), isOwner ? listInvites(actor, project.id) : [], computeAnnotatorAgreement(actor, project, dimension)]);
  const sum = (some: typeof members) => some.reduce((total, member) => total + member.judgmentCount, 0);
  const simulated = members.filter((member) => member.simulated);
  return (
    <>
      <PageHeader title={<CountedTitle title="People" count={members.length} />} actions={isOwner ? <ButtonLink href={`/projects/${slug}/people/studies`}>Studies with panels</ButtonLink> : null}>
        One row a person. Pausing keeps their judgments in the figures; excluding takes them out, and reactivating brings them back.
      </PageHeader>
      <SimulatedNotice judgmentCount={sum(members)} simulatedCount={sum(simulated)} className="mb-4" />
      <MemberTable members={members} evidence={evidence} dimension={dimensionName(dimension)} ownId={actor.userId} slug={slug} />
      {isOwner ? (
        <section aria-label="Invites">
          <SectionTitle title="Invites">Who opens a link joins under a made-up name, without an account. The link is shown once, because only its fingerprint is stored.</SectionTitle>
          <InviteForm slug={slug} />
          {invites.length === 0 ? <EmptyState title="No links yet">Make one, copy it, and send it to the people who should judge.</EmptyState> : <InviteTable invites={invites} slug={slug} />}
        </section>
      ) : null}
    </>
  );
}
