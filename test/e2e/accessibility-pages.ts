import type { Rows } from "./accessibility-rows.ts";

export const inProject = (path: string) => `/projects/judged${path}`;

/** The owner's pages, each with the addresses that show all of it. */
export function listManaged({ comparisons, imports, itemId, personId, studyId, scoring, frozenId }: Rows): Record<string, string[]> {
  const project = "/projects/[slug]";
  return {
    "/projects": ["/projects"],
    "/projects/new": ["/projects/new"],
    "/account/tokens": ["/account/tokens"],
    "/adjudicate/[slug]": ["/adjudicate/judged"],
    "/judge/[slug]/preview": ["/judge/judged/preview"],
    [project]: [inProject("")],
    [`${project}/items`]: [inProject("/items"), inProject("/items?text=nothing-like-it")],
    [`${project}/items/[id]`]: [inProject(`/items/${itemId}`)],
    [`${project}/comparisons`]: [inProject("/comparisons")],
    [`${project}/comparisons/[id]`]: Object.values(comparisons).map((id) => inProject(`/comparisons/${id}`)),
    [`${project}/adjudication`]: ["", "?state=decided", "?state=withdrawn"].map((query) => inProject(`/adjudication${query}`)),
    [`${project}/imports`]: [inProject("/imports")],
    [`${project}/imports/[id]`]: Object.values(imports).map((id) => inProject(`/imports/${id}`)),
    [`${project}/people`]: [inProject("/people")],
    [`${project}/people/[userId]`]: [inProject(`/people/${personId}`)],
    [`${project}/people/studies`]: [inProject("/people/studies")],
    [`${project}/people/studies/new`]: [inProject("/people/studies/new")],
    [`${project}/people/studies/[id]`]: [inProject(`/people/studies/${studyId}`)],
    [`${project}/people/studies/[id]/edit`]: [inProject(`/people/studies/${studyId}/edit`)],
    [`${project}/failures`]: [inProject("/failures")],
    [`${project}/quality`]: [inProject("/quality")],
    [`${project}/scorers`]: [inProject("/scorers"), inProject("/scorers?text=nothing-like-it")],
    [`${project}/scorers/teach`]: [inProject("/scorers/teach")],
    [`${project}/scorers/teach/[runId]`]: [inProject(`/scorers/teach/${scoring.learnedRunId}`)],
    [`${project}/scorers/new`]: [inProject("/scorers/new")],
    [`${project}/scorers/[id]`]: [inProject(`/scorers/${scoring.scorerId}`)],
    [`${project}/scorers/[id]/candidates/[candidateId]`]: [inProject(`/scorers/${scoring.scorerId}/candidates/${scoring.candidateId}`)],
    [`${project}/scorers/runs/[runId]`]: [inProject(`/scorers/runs/${scoring.runId}`)],
    [`${project}/report`]: [inProject("/report")],
    [`${project}/report/frozen/[id]`]: [inProject(`/report/frozen/${frozenId}`)],
    [`${project}/leaderboard`]: ["", "?correct=side,magnitude"].map((query) => inProject(`/leaderboard${query}`)),
    [`${project}/best-of-n`]: ["", "?at=2#picks", "?outcome=unscored"].map((query) => inProject(`/best-of-n${query}`)),
    ...Object.fromEntries(["general", "judging", "quality", "questions", "guideline"].map((section) => [`${project}/settings/${section}`, [inProject(`/settings/${section}`)]])),
    [`${project}/settings/guideline/versions/[version]`]: [inProject("/settings/guideline/versions/1")],
  };
}

/** What the owner waits for where it takes longer than the page's title. */
export const READY: Record<string, string> = { "/adjudicate/[slug]": "[role=radio]:enabled", "/judge/[slug]/preview": "[data-armed=true]" };
