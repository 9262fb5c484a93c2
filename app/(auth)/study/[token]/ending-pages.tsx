import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { StudyView } from "#lib/recruiting/index.ts";
import { StudyCode } from "../../../_components/study-code.tsx";

function Page({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <h1 className="text-title font-semibold tracking-tight">{title}</h1>
      <div className="mt-3 flex flex-col gap-4 text-base text-ink-soft">{children}</div>
    </>
  );
}

/** Which parameters are wrong, for the participant to do something about, and for them to tell the researcher. */
export function BadParameters({ view }: { view: StudyView }) {
  const t = useTranslations("study.address");
  const { contact } = view.study;
  return (
    <Page title={t("title")}>
      <ul className="list-disc pl-5">
        {view.problems.map(({ parameter, problem }) => (
          <li key={parameter}>
            {t.rich(problem, { parameter: () => <code className="font-mono text-small text-ink">{parameter}</code> })}
          </li>
        ))}
      </ul>
      <p>{contact ? t("textWithContact", { contact }) : t("text")}</p>
    </Page>
  );
}

const REFUSALS = ["not_open_yet", "closed", "full", "excluded"] as const;

export function Ended({ view }: { view: StudyView }) {
  const t = useTranslations("study");
  const { state, code, returnAddress } = view;
  if (state === "completed" || state === "screened_out") {
    return (
      <Page title={t(`done.${state}.title`)}>
        <p>{t(`done.${state}.text`)}</p>
        {code && returnAddress ? <StudyCode code={code} returnAddress={returnAddress} /> : null}
      </Page>
    );
  }
  const refusal = REFUSALS.find((name) => name === state);
  if (!refusal) return null;
  return (
    <Page title={t(`refusals.${refusal}.title`)}>
      <p>{t(`refusals.${refusal}.text`)}</p>
      {view.study.contact ? <p>{t("questions", { contact: view.study.contact })}</p> : null}
    </Page>
  );
}

export function Declined({ code, returnAddress, backHref }: { code: string | null; returnAddress: string | null; backHref: string }) {
  const t = useTranslations("study.declined");
  return (
    <Page title={t("title")}>
      <p>{t(code ? "withCode" : "text")}</p>
      {code && returnAddress ? <StudyCode code={code} returnAddress={returnAddress} /> : null}
      <a href={backHref} className="text-accent underline">
        {t("back")}
      </a>
    </Page>
  );
}
