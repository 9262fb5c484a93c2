"use client";

import { useTranslations } from "next-intl";
import type { FlagLevel, FlagName, QualityRules } from "#lib/annotator/index.ts";
import { Button } from "../../../../_components/button.tsx";
import { Select } from "../../../../_components/field.tsx";
import { Table, Td, Th } from "../../../../_components/table.tsx";
import { FormFeedback } from "../../../_components/form-feedback.tsx";
import { useFormAction } from "../../../_components/use-form-action.ts";
import { submitRules } from "./actions.ts";

const FLAGS: readonly FlagName[] = ["gold", "repeats", "speed", "straight_line", "side", "agreement"];
const LEVELS: readonly FlagLevel[] = ["notice", "serious"];

/** For each figure and level what happens by itself: nothing, unless chosen. */
export function RulesForm({ slug, rules }: { slug: string; rules: QualityRules }) {
  const t = useTranslations("quality.rules");
  const { state, isPending, onSubmit } = useFormAction(submitRules.bind(null, slug));
  const actionOf = (flag: FlagName, level: FlagLevel) => rules.find((rule) => rule.flag === flag && rule.level === level)?.action ?? "";
  return (
    <form onSubmit={onSubmit} aria-label={t("title")} className="flex max-w-3xl flex-col gap-3">
      <Table label={t("title")}>
        <thead>
          <tr>
            <Th>{t("when")}</Th>
            {LEVELS.map((level) => (
              <Th key={level}>{t(`levels.${level}`)}</Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {FLAGS.map((flag) => (
            <tr key={flag}>
              <Td>{t(`flags.${flag}`)}</Td>
              {LEVELS.map((level) => (
                <Td key={level}>
                  <Select name={`${flag} ${level}`} aria-label={t(`cell.${level}`, { flag: t(`flags.${flag}`) })} defaultValue={actionOf(flag, level)}>
                    <option value="">{t("actions.none")}</option>
                    <option value="warn">{t("actions.warn")}</option>
                    <option value="pause">{t("actions.pause")}</option>
                    <option value="exclude">{t("actions.exclude")}</option>
                  </Select>
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      <FormFeedback state={state} />
      <Button type="submit" disabled={isPending} className="self-start">
        {isPending ? t("busy") : t("submit")}
      </Button>
    </form>
  );
}
