export const WHAT_IT_IS = `A small embedded scorer of image edits. It looks at source, candidate, instruction and task type, and gives four numbers from
0 to 10: prompt_following, consistency, visual_quality, overall. It is there so that a fresh installation has a reward
model to compare people with, to choose pairs by, and to learn from. It is modest.

**It is not EditScore**, was not derived from it, saw none of its data and must not be reported under its name. No human
judgment went into it.`;

export function howItWorks(): string {
  return `1. Both pictures are decoded; the candidate is laid over the source (scaled if the shapes agree within 1.5 %, else as centre
   crop, padded or stretched, whichever differs least). What it does not cover is left out.
2. The changed region comes from the pixel difference. Measured inside and outside of it: how much changed and where, its
   islands, edges, noise, blocks, texture, colour shifts, structural similarity, and the distance of MobileNetV2 features at
   three depths (see \`../trunk\`). Places are matched between the pictures: was what is there now elsewhere before, is what
   was there still somewhere, does it look like its surroundings?
3. The instruction is read by fixed lists of English and Chinese words: verbs, colours, materials, places, tones, numbers and
   objects. A named colour, place, tone or number is compared with what was measured. Where an object is named that the
   detector knows or should not see (\`../detector\`, 80 classes; look-alikes for others: a camel counts as cow, sheep or
   horse), its heat before and after is compared at the changed places. Only then is the detector run.
4. Trunk features are reduced to principal components; a network with one hidden layer gives the four numbers.`;
}

export const LIMITS = `- It cannot read. Of objects it knows what the detector knows, and the detector takes a dolphin for a bird and a rhinoceros
  for a horse. An edit with the wrong animal of the same kind in the right place looks right to it.
- It has no reader of letters. One (PP-OCR, 16 MB) was considered and not taken: no photograph here carries lettering and no
  program writes any, so that its gain could not be measured, and at 130 ms a picture and more it would have made scoring
  several times slower. \`text_change\` and \`ps_human\` do not occur in training at all.
- It knows no anatomy and no physics; it sees pixels, textures, named colours and the detector's classes.
- It counts separate changed regions. Things that touch count as one.
- It was trained on faults made by program. Real editors fail in other ways, and how far the numbers here carry over to them
  and to people's judgment was not measured. Expect much less. The column "never saw this kind" shows how much of it is
  having seen a kind of fault before.
- Its labels are what the program did (how much of the edit was left out, how strong the artefact), weighed by us.
- The scene photographs are few, and flying animals occur in training only. Held-out animals are penguin, camel, crab,
  alpaca and kingfisher, of which three can be placed: what is said of objects rests on these. The intervals resample
  photographs, but cannot speak for kinds of pictures that are not among them.
- The programs that made the mixed edits are the same in training and test; only photographs are new. Part of the accuracy
  may be knowing the program's habits: compare \`editor_known\`, which uses the name of the program alone.
- The demo project shows edits of these photographs, those of the training among them: agreement there is flattering.
- Scores order the candidates of one item. They are no probabilities, and differences between items mean little.`;
