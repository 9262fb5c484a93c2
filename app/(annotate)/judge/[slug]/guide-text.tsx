import { getTranslations } from "next-intl/server";
import type { Actor } from "#lib/auth/index.ts";
import { readWorkedExamples } from "#lib/guideline/index.ts";
import { Guide } from "../../../_components/guide.tsx";

/** A project's guide with its worked examples, or the general one; made on the server, so that no id reaches the page. */
export async function GuideText({ actor, projectId, guideline }: { actor: Actor; projectId: string; guideline: string }) {
  const t = await getTranslations("judge.guide");
  const text = guideline.trim() || t("fallback");
  return <Guide text={text} examples={await readWorkedExamples(actor, projectId, text)} />;
}
