"use client";

import { useTranslations } from "next-intl";
import type { Revealed, ShownAnswer } from "#lib/adjudication/index.ts";
import type { JudgingView } from "#lib/judgment/index.ts";
import { useDimensionName } from "../../../_components/dimension-name.ts";
import { useFigures } from "../../../_components/use-figures.ts";
import { useRegionWords } from "../../../_components/viewer/regions/use-region-words.ts";
import { useVerdictWords } from "../../_pair/use-verdict-words.ts";

type Regions = NonNullable<ShownAnswer["parts"]["regions"]>[number];

/** The box around a marked area, in pixels of its picture. */
function boxOf(shape: Regions[number]["shape"]): { x: number; y: number; width: number; height: number } {
  if (shape.kind === "box") return shape;
  let [left, top, right, bottom] = [shape.width, shape.height, 0, 0];
  let at = 0;
  for (const [index, run] of shape.runs.entries()) {
    if (index % 2 === 1 && run > 0) {
      const [first, last] = [at, at + run - 1];
      const isOneRow = Math.floor(first / shape.width) === Math.floor(last / shape.width);
      left = Math.min(left, isOneRow ? first % shape.width : 0);
      right = Math.max(right, isOneRow ? last % shape.width : shape.width - 1);
      top = Math.min(top, Math.floor(first / shape.width));
      bottom = Math.max(bottom, Math.floor(last / shape.width));
    }
    at += run;
  }
  return { x: left, y: top, width: Math.max(1, right - left + 1), height: Math.max(1, bottom - top + 1) };
}

function MarkedPicture({ edit, regions, letter }: { edit: JudgingView["edits"][number]; regions: Regions; letter: string }) {
  const t = useTranslations("adjudication.answers");
  const { formatNumber } = useFigures();
  const { nameOfType } = useRegionWords();
  if (regions.length === 0) return null;
  return (
    <figure className="w-40">
      <svg viewBox={`0 0 ${edit.width} ${edit.height}`} className="w-full bg-stage" role="img" aria-label={t("marked", { letter, count: regions.length })}>
        <image href={edit.address} width={edit.width} height={edit.height} preserveAspectRatio="none" />
        {regions.map((region, index) => {
          const { x, y, width, height } = boxOf(region.shape);
          return <rect key={index} x={x} y={y} width={width} height={height} fill="none" stroke="#ff00d4" strokeWidth={Math.max(2, edit.width / 120)} />;
        })}
      </svg>
      <figcaption className="text-small text-ink-soft">
        {letter}: {regions.map((region) => `${nameOfType(region.type)}${region.severity === null ? "" : ` ${formatNumber(region.severity, 1)}`}${region.note ? ` (${region.note})` : ""}`).join(", ")}
      </figcaption>
    </figure>
  );
}

function Person({ answer, dimensions, view }: { answer: ShownAnswer; dimensions: readonly string[]; view: JudgingView }) {
  const t = useTranslations("adjudication.answers");
  const nameDimension = useDimensionName();
  const verdictWords = useVerdictWords();
  const { reasons = {}, comments = {}, regions = [], critiques = [], criteria = [] } = answer.parts;
  const words = [...dimensions.flatMap((dimension) => [...(reasons[dimension] ?? []), comments[dimension] ?? ""].filter(Boolean).map((text) => `${nameDimension(dimension)}: ${text}`)), ...criteria.map(({ name, scores }) => `${name}: A ${scores[0] ?? "–"}, B ${scores[1] ?? "–"}`), ...critiques.map(({ critique }, index) => (critique ? `${"AB"[index]}: ${critique}` : "")), answer.note].filter(Boolean);
  return (
    <tr className="border-t border-line align-top">
      <th scope="row" className="py-1 pr-3 text-left font-medium whitespace-nowrap">
        {t("person", { person: answer.person })}
        {answer.isJoint ? <span className="ml-1 text-small font-normal text-ink-faint">{t("joint")}</span> : null}
      </th>
      {dimensions.map((dimension) => (
        <td key={dimension} className="py-1 pr-3 whitespace-nowrap">
          {verdictWords(answer.verdicts[dimension])}
        </td>
      ))}
      <td className="w-full min-w-48 py-1 text-small text-ink-soft">
        {words.map((text, index) => (
          <p key={index}>{text}</p>
        ))}
        <div className="flex flex-wrap gap-2">
          {view.edits.map((edit, index) => (
            <MarkedPicture key={index} edit={edit} regions={regions[index] ?? []} letter={index === 0 ? "A" : "B"} />
          ))}
        </div>
      </td>
    </tr>
  );
}

/** What the annotators said, in an order that says nothing of who they are; above them the reviewer's own blind answer. */
export function AnswersPanel({ revealed, dimensions, view }: { revealed: Revealed; dimensions: readonly string[]; view: JudgingView }) {
  const t = useTranslations("adjudication.answers");
  const nameDimension = useDimensionName();
  const verdictWords = useVerdictWords();
  return (
    <div className="max-h-[30dvh] overflow-auto px-3" tabIndex={0} role="region" aria-label={t("label")}>
      <table className="w-full text-base">
        <thead>
          <tr className="text-left text-small text-ink-faint">
            <td />
            {dimensions.map((dimension) => (
              <th key={dimension} className="pr-3 font-normal whitespace-nowrap">
                {nameDimension(dimension)}
                {revealed.disputed.some((name) => name === dimension) ? <span className="ml-1 text-attention">{t("open")}</span> : null}
              </th>
            ))}
            <th className="font-normal">{t("said")}</th>
          </tr>
        </thead>
        <tbody>
          <tr className="border-t border-line">
            <th scope="row" className="py-1 pr-3 text-left font-medium whitespace-nowrap">
              {t("blind")}
            </th>
            {dimensions.map((dimension) => (
              <td key={dimension} className="py-1 pr-3 whitespace-nowrap">
                {verdictWords(revealed.blind[dimension])}
              </td>
            ))}
            <td />
          </tr>
          {revealed.answers.map((answer) => (
            <Person key={answer.person} answer={answer} dimensions={dimensions} view={view} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
