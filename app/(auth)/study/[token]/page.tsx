import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { JuxtaError } from "#lib/errors.ts";
import { declineStudy, type StudyView, viewStudy } from "#lib/recruiting/index.ts";
import { ClientMessages } from "../../../_components/client-messages.tsx";
import { Notice } from "../../../_components/notice.tsx";
import { useFigures } from "../../../_components/use-figures.ts";
import { getActor } from "../../../_server/get-actor.ts";
import { pageTitle } from "../../../_server/page-title.ts";
import { ConsentForm } from "./consent-form.tsx";
import { BadParameters, Declined, Ended } from "./ending-pages.tsx";

// The address holds the panel's ids: no other site and no index may learn it.
export const generateMetadata = pageTitle("study", { referrer: "no-referrer", robots: { index: false, follow: false } });

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
  const t = useTranslations("study");
  const { formatCount } = useFigures();
  const { judgmentsPerParticipant, estimatedMinutes, contact } = view.study;
  return (
    <ul className="my-6 flex flex-col gap-2 text-base text-ink-soft">
      <li>
        {estimatedMinutes ? t("terms.taskAndTime", { times: formatCount(judgmentsPerParticipant), minutes: formatCount(estimatedMinutes) }) : t("terms.task", { times: formatCount(judgmentsPerParticipant) })}
      </li>
      <li>{t("terms.saved")}</li>
      <li>{t("terms.name")}</li>
      <li>{t("terms.code")}</li>
      {contact ? <li>{t("questions", { contact })}</li> : null}
    </ul>
  );
}

export default async function StudyPage({ params, searchParams }: Props) {
  const t = await getTranslations("study");
  const { token } = await params;
  const { [DECLINED]: declined, ...search } = Object.fromEntries(Object.entries(await searchParams).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));
  const view = await load(token, search);
  if (!view) {
    return (
      <>
        <h1 className="mb-4 text-title font-semibold tracking-tight">{(await getTranslations("titles"))("study")}</h1>
        <Notice tone="loss">{t("unknown")}</Notice>
      </>
    );
  }
  if (view.state === "bad_parameters") return <BadParameters view={view} />;
  const query = new URLSearchParams(search).toString();
  const here = `/study/${token}?${query}`;
  if (view.state !== "open" && view.state !== "continue") return <Ended view={view} />;
  if (declined && view.state === "open") return <Declined {...(await declineStudy(token))} backHref={here} />;
  const actor = await getActor();
  return (
    <>
      <p className="text-base text-ink-soft">{t(view.state === "continue" ? "welcomeBack" : "invited")}</p>
      <h1 className="text-title font-semibold tracking-tight">{view.project.name}</h1>
      {view.project.description ? <p className="mt-2 text-base whitespace-pre-line text-ink-soft">{view.project.description}</p> : null}
      <Terms view={view} />
      <ClientMessages areas={["study"]}>
        <ConsentForm token={token} query={query} next={`/judge/${view.project.slug}`} declineHref={`${here}&${DECLINED}=1`} isBack={view.state === "continue"} />
      </ClientMessages>
      {actor?.email ? <p className="mt-4 text-small text-ink-faint">{t("signedIn", { email: actor.email })}</p> : null}
    </>
  );
}
