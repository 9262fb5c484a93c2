/** The guide of the demo project, shown to annotators on one key. */
export const DEMO_GUIDE = `Judge each question by itself. A clean picture that ignored the instruction still has high quality; a messy one may have followed it to the letter.

## Instruction followed
Was what was asked for done: all of it, on the right thing, in the right place and the right way? Doing nothing is worse than doing it badly.

## Rest kept
Is everything that was not asked to change still the same? Look at the background, at faces and text, at the frame. Hold Space to lay the source over both edits.

## Picture quality
Look for seams, halos, smears, wrong shadows, blur and noise, whatever was asked for. Zoom in before you answer.

## Overall
Which edit would you keep? It has to have done what was asked, at least by half. From there on, the one that left the rest alone is better.

Equal means: you looked, and see no difference that matters.
Both bad means: neither is worth keeping.
Can't tell is for what cannot be judged, not for hard choices.`;
