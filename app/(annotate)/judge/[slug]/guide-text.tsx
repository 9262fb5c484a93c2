import type { Actor } from "#lib/auth/index.ts";
import { readWorkedExamples } from "#lib/guideline/index.ts";
import { Guide } from "../../../_components/guide.tsx";

const GENERAL_GUIDE = `Judge each question by itself: a clean picture that ignored the instruction still has high quality.

## Instruction followed
Was what was asked for done, all of it, in the right place and the right way?

## Rest kept
Is everything that was not asked to change still the same?

## Picture quality
Are there seams, smears, wrong shadows, blur or noise?

## Overall
Which edit would you keep?

## Answers
Equal means that you looked and see no difference that matters. Both bad means that neither is worth keeping.
Can’t tell is for what cannot be judged, not for hard choices.`;

/** A project's guide with its worked examples, or the general one; made on the server, so that no id reaches the page. */
export async function GuideText({ actor, projectId, guideline }: { actor: Actor; projectId: string; guideline: string }) {
  const text = guideline.trim() || GENERAL_GUIDE;
  return <Guide text={text} examples={await readWorkedExamples(actor, projectId, text)} />;
}
