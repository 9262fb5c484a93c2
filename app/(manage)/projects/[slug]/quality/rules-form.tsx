"use client";

import type { FlagLevel, FlagName, QualityRules } from "#lib/annotator/index.ts";
import { Button } from "../../../../_components/button.tsx";
import { Select } from "../../../../_components/field.tsx";
import { Table, Td, Th } from "../../../../_components/table.tsx";
import { FormFeedback } from "../../../_components/form-feedback.tsx";
import { useFormAction } from "../../../_components/use-form-action.ts";
import { submitRules } from "./actions.ts";

const FLAGS: { flag: FlagName; words: string }[] = [
  { flag: "gold", words: "Wrong where the answer is known" },
  { flag: "repeats", words: "Answers repeats differently" },
  { flag: "speed", words: "Too fast to look" },
  { flag: "straight_line", words: "The same side many times in a row" },
  { flag: "side", words: "Prefers one side of the screen" },
  { flag: "agreement", words: "Against the others" },
];
const LEVELS: { level: FlagLevel; words: string }[] = [
  { level: "notice", words: "Worth a look" },
  { level: "serious", words: "Serious" },
];

/** For each figure and level what happens by itself: nothing, unless chosen. */
export function RulesForm({ slug, rules }: { slug: string; rules: QualityRules }) {
  const { state, isPending, onSubmit } = useFormAction(submitRules.bind(null, slug));
  const actionOf = (flag: FlagName, level: FlagLevel) => rules.find((rule) => rule.flag === flag && rule.level === level)?.action ?? "";
  return (
    <form onSubmit={onSubmit} aria-label="Rules" className="flex max-w-3xl flex-col gap-3">
      <Table label="Rules">
        <thead>
          <tr>
            <Th>When a person’s figures say</Th>
            {LEVELS.map(({ level, words }) => (
              <Th key={level}>{words}</Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {FLAGS.map(({ flag, words }) => (
            <tr key={flag}>
              <Td>{words}</Td>
              {LEVELS.map(({ level, words: levelWords }) => (
                <Td key={level}>
                  <Select name={`${flag} ${level}`} aria-label={`${words}, ${levelWords.toLowerCase()}`} defaultValue={actionOf(flag, level)}>
                    <option value="">nothing</option>
                    <option value="warn">warn</option>
                    <option value="pause">pause</option>
                    <option value="exclude">exclude</option>
                  </Select>
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      <FormFeedback state={state} />
      <Button type="submit" disabled={isPending} className="self-start">
        {isPending ? "Saving …" : "Save rules"}
      </Button>
    </form>
  );
}
