import type { ReactNode } from "react";
import type { ParameterProblem, StudyView } from "#lib/recruiting/index.ts";
import { StudyCode } from "../../../_components/study-code.tsx";

function Page({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <h1 className="text-title font-semibold tracking-tight">{title}</h1>
      <div className="mt-3 flex flex-col gap-4 text-base text-ink-soft">{children}</div>
    </>
  );
}

const PROBLEMS: Record<ParameterProblem["problem"], string> = {
  missing: "is missing",
  placeholder: "still holds the panel’s placeholder instead of an id",
  malformed: "does not look like an id of this panel",
};

/** Which parameters are wrong, for the participant to do something about, and for them to tell the researcher. */
export function BadParameters({ view }: { view: StudyView }) {
  return (
    <Page title="This address is not complete">
      <ul className="list-disc pl-5">
        {view.problems.map(({ parameter, problem }) => (
          <li key={parameter}>
            <code className="font-mono text-small text-ink">{parameter}</code> {PROBLEMS[problem]}.
          </li>
        ))}
      </ul>
      <p>Open the study from the panel’s own page instead of copying its address. If that leads here again, send these lines to the researcher{view.study.contact ? ` (${view.study.contact})` : ""}: the study’s address needs to be mended. You have not started, and nothing was recorded.</p>
    </Page>
  );
}

const BACK = "You can return your submission on the panel’s page; nothing was recorded.";

const REFUSALS: Record<"not_open_yet" | "closed" | "full" | "excluded", { title: string; text: string }> = {
  not_open_yet: { title: "This study has not opened yet", text: "Come back later by the same address." },
  closed: { title: "This study is closed", text: BACK },
  full: { title: "All places are taken", text: `Others were faster. A place becomes free when somebody returns theirs: try again later. ${BACK}` },
  excluded: { title: "Your part has ended", text: "The researcher has ended or paused your part in this project. What you sent is kept. Return your submission on the panel’s page, or ask them why." },
};

export function Ended({ view }: { view: StudyView }) {
  const { state, code, returnAddress } = view;
  if (state === "completed" || state === "screened_out") {
    return (
      <Page title={state === "completed" ? "Thank you. You have completed this study." : "Your part ends here"}>
        <p>{state === "completed" ? "All your answers are stored. Hand the code in on the panel’s page, if you have not done so yet." : "The test questions at the start were not answered as this study needs it. Hand the code in on the panel’s page, so that your time is counted."}</p>
        {code && returnAddress ? <StudyCode code={code} returnAddress={returnAddress} /> : null}
      </Page>
    );
  }
  if (!(state in REFUSALS)) return null;
  const { title, text } = REFUSALS[state as keyof typeof REFUSALS];
  return (
    <Page title={title}>
      <p>{text}</p>
      {view.study.contact ? <p>Questions: {view.study.contact}</p> : null}
    </Page>
  );
}

export function Declined({ code, returnAddress, backHref }: { code: string | null; returnAddress: string | null; backHref: string }) {
  return (
    <Page title="You have not started">
      <p>{code ? "Hand this code in, so that the panel knows that you do not take part." : "Return your submission on the panel’s page. Nothing was recorded."}</p>
      {code && returnAddress ? <StudyCode code={code} returnAddress={returnAddress} /> : null}
      <a href={backHref} className="text-accent underline">
        Back to the description
      </a>
    </Page>
  );
}
