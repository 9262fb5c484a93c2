import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { getPerson, measureWithoutPerson } from "#lib/annotator/index.ts";
import { listItemDemands } from "#lib/item/index.ts";
import { mainDimension } from "#lib/report/index.ts";
import { Badge, SimulatedMark } from "../../../../../_components/badge.tsx";
import { ClientMessages } from "../../../../../_components/client-messages.tsx";
import { PageHeader } from "../../../../../_components/page-header.tsx";
import { explainHere } from "../../../../../_server/explain-here.ts";
import { getDimensionName, getFigures } from "../../../../../_server/get-figures.ts";
import { pageTitle } from "../../../../../_server/page-title.ts";
import { Door } from "../../../../_components/door.tsx";
import { SectionTitle } from "../../../../_components/section-title.tsx";
import { loadProject, refuse, requireId } from "../../../../_server/load-project.ts";
import { comparisonsHref } from "../../../../address.ts";
import { FlagBadge, FlagFigures } from "../flag-badge.tsx";
import { MemberActions } from "../member-actions.tsx";
import { AccessForm } from "./access-form.tsx";
import { AppliedRules } from "./applied-rules.tsx";
import { GoldTable, JudgmentList, RepeatTable } from "./evidence-tables.tsx";
import { Hours } from "./hours.tsx";
import { Measures } from "./measures.tsx";
import { WithoutSection } from "./without-section.tsx";

export const generateMetadata = pageTitle("person");

export default async function PersonPage({ params }: { params: Promise<{ slug: string; userId: string }> }) {
  const t = await getTranslations("person");
  const p = await getTranslations("people");
  const titles = await getTranslations("titles");
  const dimensionName = await getDimensionName();
  const { counted } = await getFigures();
  const { slug, userId } = await params;
  const { actor, project } = await loadProject(slug);
  const person = await getPerson(actor, project, requireId(userId)).catch((error: unknown) => refuse(error, slug));
  const [demands, without] = await Promise.all([listItemDemands(actor, project.id), measureWithoutPerson(actor, project, userId)]);
  const { member, reliability, gold, repeats, fastest, revised, flags, quiz } = person;
  const { pseudonym, state } = member;
  const reason = state === "ACTIVE" || !member.stateReason ? null : await explainHere({ message: member.stateReason });
  const evidence = { slug, dimensions: project.dimensions };
  const actions = actor.userId === userId ? null : <MemberActions slug={slug} userId={userId} pseudonym={pseudonym} state={state} judgmentCount={reliability.counts.judgments} />;
  return (
    <>
      <Link href={`/projects/${slug}/people`} className="text-base text-ink-soft hover:text-ink">
        ← {titles("people")}
      </Link>
      <PageHeader title={pseudonym} actions={actions}>
        <span className="inline-flex flex-wrap items-center gap-2">
          <Badge tone={state === "EXCLUDED" ? "loss" : state === "PAUSED" ? "attention" : "neutral"}>{p(`states.${state}`)}</Badge>
          {member.simulated ? <SimulatedMark /> : null}
          {reason}
          <span>{t.rich("judgments", { ...counted(reliability.counts.judgments), all: (shown) => <Door href={comparisonsHref(slug, { annotator: userId })}>{shown}</Door> })}</span>
          {quiz.map((attempt) => (
            <span key={attempt.number}>· {t(`quiz.${attempt.passed === null ? "underWay" : attempt.passed ? "passed" : "failed"}`, { number: attempt.number, right: attempt.right, total: attempt.total })}</span>
          ))}
        </span>
      </PageHeader>
      {reliability.flags.length > 0 ? (
        <ul aria-label={t("flags")} className="mb-4 flex flex-col gap-1">
          {reliability.flags.map((flag) => (
            <li key={flag.flag} className="flex flex-wrap items-center gap-2 text-base">
              <FlagBadge flag={flag} /> <FlagFigures flag={flag} />
            </li>
          ))}
        </ul>
      ) : null}
      <Measures reliability={reliability} dimension={dimensionName(mainDimension(project.dimensions))} />
      {without ? <WithoutSection without={without} slug={slug} /> : null}
      {flags.length > 0 ? <AppliedRules flags={flags} slug={slug} /> : null}
      <SectionTitle title={t("access.title")}>{t("access.lead")}</SectionTitle>
      <ClientMessages areas={["person", "manage", "errors"]}>
        <AccessForm slug={slug} userId={userId} demands={demands} access={{ languages: member.languages, qualifications: member.qualifications }} />
      </ClientMessages>
      <SectionTitle title={t("gold.title")} count={gold.length}>
        {t("gold.lead")}
      </SectionTitle>
      <GoldTable rows={gold} {...evidence} />
      <SectionTitle title={t("repeats.title")} count={repeats.length}>
        {t("repeats.lead")}
      </SectionTitle>
      <RepeatTable rows={repeats} {...evidence} />
      <SectionTitle title={t("fastest")} />
      <JudgmentList label={t("fastest")} rows={fastest} {...evidence} />
      <SectionTitle title={t("revised")} count={revised.length} />
      <JudgmentList label={t("revised")} rows={revised} {...evidence} />
      <SectionTitle title={t("hours.title")}>{t("hours.lead")}</SectionTitle>
      <Hours hours={person.hours} />
    </>
  );
}
