import type { Translate } from "../../../../_messages/translate.ts";
import { isScorerKind } from "./scorer-kinds.ts";

/** What a scorer is, in words; a kind that is not known stays as it is. */
export function kindName(t: Translate<"scorers">, kind: string): string {
  return isScorerKind(kind) ? t(`kinds.${kind}`) : kind;
}
