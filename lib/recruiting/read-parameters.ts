import type { Study } from "../generated/prisma/client.ts";
import { parametersOf } from "./study-address.ts";

export type PanelIds = { participantId: string; panelStudyId: string | null; sessionId: string | null };
/** What is wrong with a parameter: not there, a placeholder that the panel did not fill in, or of another form. */
export type ParameterProblem = { parameter: string; problem: "missing" | "placeholder" | "malformed" };

const PROLIFIC_ID = /^[0-9a-f]{24}$/i;
const ANY_ID = /^[A-Za-z0-9_.:@+=~-]{1,128}$/;
const PLACEHOLDER = /[{}%<>[\]]/;

type Parameters = Pick<Study, "token" | "provider" | "participantParameter" | "studyParameter" | "sessionParameter">;

/** The panel's ids out of an address's parameters, or what is wrong with each. */
export function readParameters(study: Parameters, given: Record<string, string | undefined>): { ids: PanelIds; problems: [] } | { ids: null; problems: ParameterProblem[] } {
  const names = parametersOf(study);
  const form = study.provider === "PROLIFIC" ? PROLIFIC_ID : ANY_ID;
  const problems = Object.values(names).flatMap((name): ParameterProblem[] => {
    if (name === null) return [];
    const value = given[name]?.trim() ?? "";
    if (value === "") return [{ parameter: name, problem: "missing" }];
    if (PLACEHOLDER.test(value)) return [{ parameter: name, problem: "placeholder" }];
    return form.test(value) ? [] : [{ parameter: name, problem: "malformed" }];
  });
  if (problems.length > 0) return { ids: null, problems };
  const read = (name: string | null) => (name === null ? null : (given[name]?.trim() ?? null));
  return { ids: { participantId: read(names.participant) ?? "", panelStudyId: read(names.study), sessionId: read(names.session) }, problems: [] };
}
