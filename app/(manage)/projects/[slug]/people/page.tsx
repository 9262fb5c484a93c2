import { getTranslations } from "next-intl/server";
import { computeAnnotatorAgreement } from "#lib/agreement/index.ts";
import { listInvites, listMembers } from "#lib/annotator/index.ts";
import { mainDimension } from "#lib/report/index.ts";
import { ClientMessages } from "../../../../_components/client-messages.tsx";
import { EmptyState } from "../../../../_components/empty-state.tsx";
import { PageHeader } from "../../../../_components/page-header.tsx";
import { getDimensionName } from "../../../../_server/get-figures.ts";
import { pageTitle } from "../../../../_server/page-title.ts";
import { CountedTitle } from "../../../_components/counted-title.tsx";
import { SectionTitle } from "../../../_components/section-title.tsx";
import { SimulatedNotice } from "../../../_components/simulated-notice.tsx";
import { loadProject } from "../../../_server/load-project.ts";
import { InviteForm } from "./invite-form.tsx";
import { InviteTable } from "./invite-table.tsx";
import { MemberTable } from "./member-table.tsx";

export const generateMetadata = pageTitle("people");

export default async function PeoplePage({ params }: { params: Promise<{ slug: string }> }) {
  const t = await getTranslations("people");
  const titles = await getTranslations("titles");
  const dimensionName = await getDimensionName();
  const { slug } = await params;
  const { actor, project, role } = await loadProject(slug);
  const isOwner = role === "OWNER";
  const dimension = mainDimension(project.dimensions);
  const [members, invites, evidence] = await Promise.all([listMembers(actor, project.id), isOwner ? listInvites(actor, project.id) : [], computeAnnotatorAgreement(actor, project, dimension)]);
  const sum = (some: typeof members) => some.reduce((total, member) => total + member.judgmentCount, 0);
  const simulated = members.filter((member) => member.simulated);
  return (
    <>
      <PageHeader title={<CountedTitle title={titles("people")} count={members.length} />}>
        {t("lead")}
      </PageHeader>
      <SimulatedNotice judgmentCount={sum(members)} simulatedCount={sum(simulated)} className="mb-4" />
      <ClientMessages areas={["people"]}>
        <MemberTable members={members} evidence={evidence} dimension={dimensionName(dimension)} ownId={actor.userId} slug={slug} />
      </ClientMessages>
      {isOwner ? (
        <section aria-label={t("invites.title")}>
          <SectionTitle title={t("invites.title")}>{t("invites.lead")}</SectionTitle>
          <ClientMessages areas={["people", "manage"]}>
            <InviteForm slug={slug} />
          </ClientMessages>
          {invites.length === 0 ? <EmptyState title={t("invites.empty")}>{t("invites.emptyText")}</EmptyState> : <ClientMessages areas={["people"]}><InviteTable invites={invites} slug={slug} /></ClientMessages>}
        </section>
      ) : null}
    </>
  );
}
