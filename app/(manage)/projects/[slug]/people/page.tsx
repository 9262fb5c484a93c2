import { getTranslations } from "next-intl/server";
import { computeReliability, listInvites, listMembers } from "#lib/annotator/index.ts";
import { mainDimension } from "#lib/report/index.ts";
import { ButtonLink } from "../../../../_components/button.tsx";
import { EmptyState } from "../../../../_components/empty-state.tsx";
import { PageHeader } from "../../../../_components/page-header.tsx";
import { getDimensionName } from "../../../../_server/get-figures.ts";
import { pageTitle } from "../../../../_server/page-title.ts";
import { CountedTitle } from "../../../_components/counted-title.tsx";
import { SectionTitle } from "../../../_components/section-title.tsx";
import { SimulatedNotice } from "../../../_components/simulated-notice.tsx";
import { loadProject } from "../../../_server/load-project.ts";
import { readSearch, type Search } from "../../../_server/search.ts";
import { InviteForm } from "./invite-form.tsx";
import { InviteTable } from "./invite-table.tsx";
import { MemberTable } from "./member-table.tsx";
import { PEOPLE_SORTS, sortPeople } from "./sort-people.ts";

export const generateMetadata = pageTitle("people");

export default async function PeoplePage({ params, searchParams }: { params: Promise<{ slug: string }>; searchParams: Search }) {
  const t = await getTranslations("people");
  const titles = await getTranslations("titles");
  const dimensionName = await getDimensionName();
  const { slug } = await params;
  const search = await readSearch(searchParams);
  const sort = PEOPLE_SORTS.find((option) => option === search.sort) ?? "judgments";
  const { actor, project, role } = await loadProject(slug);
  const isOwner = role === "OWNER";
  const dimension = mainDimension(project.dimensions);
  const [members, invites, reliability] = await Promise.all([listMembers(actor, project.id), isOwner ? listInvites(actor, project.id) : [], computeReliability(actor, project)]);
  const sum = (some: typeof members) => some.reduce((total, member) => total + member.judgmentCount, 0);
  const simulated = members.filter((member) => member.simulated);
  return (
    <>
      <PageHeader title={<CountedTitle title={titles("people")} count={members.length} />} actions={isOwner ? <ButtonLink href={`/projects/${slug}/people/studies`}>{t("studies")}</ButtonLink> : null}>
        {t("lead")}
      </PageHeader>
      <SimulatedNotice judgmentCount={sum(members)} simulatedCount={sum(simulated)} className="mb-4" />
      <MemberTable rows={sortPeople(members.map((member) => ({ member, reliability: reliability.get(member.userId) })), sort)} sort={sort} dimension={dimensionName(dimension)} ownId={actor.userId} slug={slug} />
      {isOwner ? (
        <section>
          <SectionTitle title={t("invites.title")}>{t("invites.lead")}</SectionTitle>
          <InviteForm slug={slug} />
          {invites.length === 0 ? <EmptyState title={t("invites.empty")}>{t("invites.emptyText")}</EmptyState> : <InviteTable invites={invites} slug={slug} />}
        </section>
      ) : null}
    </>
  );
}
