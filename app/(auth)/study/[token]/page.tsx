import type { Metadata } from "next";
import { JuxtaError } from "#lib/errors.ts";
import { declineStudy, type StudyView, viewStudy } from "#lib/recruiting/index.ts";
import { formatCount } from "../../../_components/english-figures.ts";
import { Notice } from "../../../_components/notice.tsx";
import { getActor } from "../../../_server/get-actor.ts";
import { ConsentForm } from "./consent-form.tsx";
import { BadParameters, Declined, Ended } from "./ending-pages.tsx";

// The address holds the panel's ids: no other site and no index may learn it.
export const metadata: Metadata = { title: "Study", referrer: "no-referrer", robots: { index: false, follow: false } };

/** Not a name that a panel's parameter would have. */
const DECLINED = "juxta-declined";

type Props = { params: Promise<{ token: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

async function load(token: string, given: Record<string, string>): Promise<StudyView | null> {
  return viewStudy(token, given).catch((error: unknown) => {
    if (error instanceof JuxtaError && error.code === "not_found") return null;
    throw error;
  });
}

function Terms({ view }: { view: StudyView }) {
  const { judgmentsPerParticipant, estimatedMinutes, contact } = view.study;
  return (
    <ul className="my-6 flex flex-col gap-2 text-base text-ink-soft">
      <li>
        You see a picture and two or more edits of it, and say which edit is better: {formatCount(judgmentsPerParticipant)} times{estimatedMinutes ? `, about ${formatCount(estimatedMinutes)} minutes in all` : ""}.
      </li>
      <li>Each answer is saved as you send it. You may stop at any time, with “Pause” and then “Stop and return”.</li>
      <li>You get a made-up name. Your answers are stored and published under it alone; the panel’s id is kept apart, for paying you, until the study is settled.</li>
      <li>At the end you get a completion code and the way back to the panel.</li>
      {contact ? <li>Questions: {contact}</li> : null}
    </ul>
  );
}

export default async function StudyPage({ params, searchParams }: Props) {
  const { token } = await params;
  const { [DECLINED]: declined, ...search } = Object.fromEntries(Object.entries(await searchParams).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));
  const view = await load(token, search);
  if (!view) return <Notice tone="loss">This study is not known. Open it from the panel’s own page.</Notice>;
  if (view.state === "bad_parameters") return <BadParameters view={view} />;
  const query = new URLSearchParams(search).toString();
  const here = `/study/${token}?${query}`;
  if (view.state !== "open" && view.state !== "continue") return <Ended view={view} />;
  if (declined && view.state === "open") return <Declined {...(await declineStudy(token))} backHref={here} />;
  const actor = await getActor();
  return (
    <>
      <p className="text-base text-ink-soft">{view.state === "continue" ? "Welcome back to" : "You are invited to"}</p>
      <h1 className="text-title font-semibold tracking-tight">{view.project.name}</h1>
      {view.project.description ? <p className="mt-2 text-base whitespace-pre-line text-ink-soft">{view.project.description}</p> : null}
      <Terms view={view} />
      <ConsentForm token={token} query={query} next={`/judge/${view.project.slug}`} declineHref={`${here}&${DECLINED}=1`} isBack={view.state === "continue"} />
      {actor?.email ? <p className="mt-4 text-small text-ink-faint">You are signed in as {actor.email}. Starting signs you out and in again as a participant.</p> : null}
    </>
  );
}
