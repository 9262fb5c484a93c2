import type { Rubric } from "../rubric.ts";
import { REQUEST } from "./shared-words.ts";

const THREE_PICTURES = "You compare two edits of the same source picture. The pictures come in this order: the source, edit 1, edit 2. Their order says nothing about which is better.";
const ANSWER = 'Choose one, also when it is close. Reply with one JSON object and nothing else: {"reasoning": "two short sentences", "better": 1} or {"reasoning": "two short sentences", "better": 2}.';

const ask = (question: string) => [THREE_PICTURES, question, REQUEST, ANSWER].join("\n\n");

/** A forced choice for each dimension, put to the judge in both orders. */
export const PAIRWISE_RUBRIC: Rubric = {
  name: "pairwise",
  revision: 1,
  parts: {
    prompt_following: ask("Which edit carries out the request better: the right thing, at the right place, in the right number, colour and size, and completely?"),
    consistency: ask("Which edit keeps better what the request does not mention: people and their faces, objects, background, framing, light, text?"),
    visual_quality: ask("Which edit looks more right in itself: plausible light, shadows, perspective, bodies and text, without seams, smears, ghosts or noise?"),
    overall: ask("Which edit is better all in all: carried out as asked, nothing else changed, and the result looks right?"),
  },
};
