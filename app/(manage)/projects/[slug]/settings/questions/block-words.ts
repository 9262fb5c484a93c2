import type { FormChange, FormPlan } from "#lib/form/index.ts";
import type { Messages } from "../../../../../_messages/load-messages.ts";
import type { Translate } from "../../../../../_messages/translate.ts";

type Words = Translate<"questions">;
type Field = keyof Messages["questions"]["changes"]["fields"];

function nameField(t: Words, field: string): string {
  return t.has(`changes.fields.${field as Field}`) ? t(`changes.fields.${field as Field}`) : field;
}

/** "Ranking added; Pair removed; Ratings: scale, anchors" */
export function describeChanges(t: Words, changes: FormChange[] | null): string {
  if (changes === null) return t("changes.first");
  const words = changes.map(({ what, block, fields }) => t(`changes.${what}`, { block: t(`blocks.${block}.name`), fields: fields.map((field) => nameField(t, field)).join(t("changes.comma")) }));
  return words.join(t("changes.gap")) || t("changes.none");
}

/** What is shown together: "pairs", "rankings of 5". */
export function unitsOf(t: Words, { rankSize }: FormPlan["before"]): string {
  return rankSize === null ? t("dialog.pairs") : t("dialog.rankings", { size: rankSize });
}
