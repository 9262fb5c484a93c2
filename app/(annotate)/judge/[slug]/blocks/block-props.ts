import type { ComponentType } from "react";
import type { Block, BlockKind } from "#lib/form/schemas.ts";
import type { JudgingView } from "#lib/judgment/index.ts";
import type { Marking } from "../../../../_components/viewer/regions/use-marking.ts";
import type { Answers } from "../answers/use-answers.ts";

/**
 * What every block of a form gets. Answers live in `answers` alone; `isArmed` false: nothing may be answered yet.
 * `isNarrow`: a phone, where a block shows only its active question. `names` are those of the edits, left to right.
 */
export type BlockProps<Kind extends BlockKind> = {
  block: Extract<Block, { kind: Kind }>;
  view: JudgingView;
  names: readonly string[];
  dimensions: readonly string[];
  answers: Answers;
  /** Marks on the pictures; null where the form asks for none. */
  marking: Marking | null;
  isArmed: boolean;
  isNarrow: boolean;
};

export type BlockComponents = { [Kind in BlockKind]?: ComponentType<BlockProps<Kind>> };
