import type { ColourName } from "./colours.ts";
import type { Material } from "./materials.ts";
import type { Placement } from "./paste.ts";
import type { Style } from "./styles.ts";
import type { Tone } from "./tones.ts";

type OnPhotograph = { photograph: string };
type WithCutOut = OnPhotograph & { cutOut: string; at: Placement };

/** A moved, turned or grown subject. */
export type Motion = "turn" | "left" | "right" | "up";

/** What should be done to which photograph, as data: the plan of the demo and the draws of the training share it. */
export type CaseSpec =
  | (OnPhotograph & { task: "color_alter"; target: "subject" | "sky"; colour: ColourName })
  | (OnPhotograph & { task: "material_alter"; material: Material })
  | (OnPhotograph & { task: "style_change"; style: Style })
  | (OnPhotograph & { task: "tone_transfer"; tone: Tone })
  | (OnPhotograph & { task: "background_change"; onto: string; at: Placement })
  | (OnPhotograph & { task: "extract" })
  | (WithCutOut & { task: "subject-add" })
  | (WithCutOut & { task: "subject-remove" })
  | (WithCutOut & { task: "subject-replace"; replacement: string })
  | (WithCutOut & { task: "motion_change"; motion: Motion })
  | (WithCutOut & { task: "compose"; tone: Tone });

/** Another wording or language for a planned case. */
export type Wording = { instruction?: string; language?: "en" | "zh"; translation?: string };
