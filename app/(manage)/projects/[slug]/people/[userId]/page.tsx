import type { Metadata } from "next";
import Link from "next/link";
import { getPerson } from "#lib/annotator/index.ts";
import { mainDimension } from "#lib/report/index.ts";
import { Badge, SimulatedMark } from "../../../../../_components/badge.tsx";
import { dimensionName, formatCount } from "../../../../../_components/english-figures.ts";
import { PageHeader } from "../../../../../_components/page-header.tsx";
import { Door } from "../../../../_components/door.tsx";
import { SectionTitle } from "../../../../_components/section-title.tsx";
import { loadProject, refuse, requireId } from "../../../../_server/load-project.ts";
import { comparisonsHref } from "../../../../address.ts";
import { describeFlag, FlagBadge } from "../flag-badge.tsx";
import { MemberActions } from "../member-actions.tsx";
import { AppliedRules } from "./applied-rules.tsx";
import { GoldTable, JudgmentList, RepeatTable } from "./evidence-tables.tsx";
import { Hours } from "./hours.tsx";
import { Measures } from "./measures.tsx";

export const metadata: Metadata = { title: "Person" };

export default async function PersonPage({ params }: { params: Promise<{ slug: string; userId: string }> }) {
  const { slug, userId } = await params;
  const { actor, project } = await loadProject(slug);
  const person = await getPerson(actor, project, requireId(userId)).catch((error: unknown) => refuse(error, slug));
  const { member, reliability, gold, repeats, fastest, revised, flags, quiz } = person;
  const { pseudonym, state } = member;
  const evidence = { slug, dimensions: project.dimensions };
  const actions = actor.userId === userId ? null : <MemberActions slug={slug} userId={userId} pseudonym={pseudonym} state={state} judgmentCount={reliability.counts.judgments} />;
  return (
    <>
      <Link href={`/projects/${slug}/people`} className="text-base text-ink-soft hover:text-ink">
        ← People
      </Link>
      <PageHeader title={pseudonym} actions={actions}>
        <span className="inline-flex flex-wrap items-center gap-2">
          <Badge tone={state === "EXCLUDED" ? "loss" : state === "PAUSED" ? "attention" : "neutral"}>{state.toLowerCase()}</Badge>
          {member.simulated ? <SimulatedMark /> : null}
          {state === "ACTIVE" ? null : member.stateReason}
          <span>
            <Door href={comparisonsHref(slug, { annotator: userId })}>{formatCount(reliability.counts.judgments)}</Door> judgments
          </span>
          {quiz.map((attempt) => (
            <span key={attempt.number}>
              · quiz {attempt.number}: {attempt.right} of {attempt.total}
              {attempt.passed === null ? ", under way" : attempt.passed ? ", passed" : ", not passed"}
            </span>
          ))}
        </span>
      </PageHeader>
      {reliability.flags.length > 0 ? (
        <ul aria-label="Flags" className="mb-4 flex flex-col gap-1">
          {reliability.flags.map((flag) => (
            <li key={flag.flag} className="flex flex-wrap items-center gap-2 text-base">
              <FlagBadge flag={flag} /> {describeFlag(flag)}
            </li>
          ))}
        </ul>
      ) : null}
      <Measures reliability={reliability} dimension={dimensionName(mainDimension(project.dimensions))} />
      {flags.length > 0 ? <AppliedRules flags={flags} slug={slug} /> : null}
      <SectionTitle title="Gold" count={gold.length}>
        Comparisons whose answer is known. A skipped question is neither right nor wrong.
      </SectionTitle>
      <GoldTable rows={gold} {...evidence} />
      <SectionTitle title="Repeats" count={repeats.length}>
        Shown again later with sides swapped. Reversed means A once and B once.
      </SectionTitle>
      <RepeatTable rows={repeats} {...evidence} />
      <SectionTitle title="Fastest answers" />
      <JudgmentList label="Fastest answers" rows={fastest} {...evidence} />
      <SectionTitle title="Changed answers" count={revised.length} />
      <JudgmentList label="Changed answers" rows={revised} {...evidence} />
      <SectionTitle title="Hours of work">Judgments by hour of the day, UTC.</SectionTitle>
      <Hours hours={person.hours} />
    </>
  );
}
