"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "../../../../_components/button.tsx";
import { classNames } from "../../../../_components/class-names.ts";
import { Input } from "../../../../_components/field.tsx";
import { useDimensionHint, useDimensionName } from "../../../../_components/dimension-name.ts";
import { Kbd } from "../../../../_components/kbd.tsx";
import { withTiers } from "../answers/change-draft.ts";
import { dimensionsOfBlock } from "../answers/questions.ts";
import { findTierProblem, formatTiers, listUnplaced, parseTiers, placeInTiers, type Tiers } from "../answers/tiers.ts";
import type { BlockProps } from "./block-props.ts";
import { QuestionRow } from "./question-row.tsx";
import { TierBoard } from "./tier-board.tsx";
import { outcomeInWords, tierProblemInWords } from "./tier-words.ts";

const SAME_KEY = "S";

type RowProps = { dimension: string; above: Tiers | undefined; tiers: Tiers; count: number; maxTierSize: number | null; isActive: boolean; isArmed: boolean; onChange: (tiers: Tiers, isTyped: boolean) => void; onActivate: () => void };

/** What follows from the tiers, or what is wrong with them. */
function TierNote({ id, tiers, count, maxTierSize }: { id: string; tiers: Tiers; count: number; maxTierSize: number | null }) {
  const t = useTranslations("blocks");
  const problem = findTierProblem(tiers, count, maxTierSize);
  const isLoss = problem !== null && problem.kind !== "none-yet" && problem.kind !== "missing";
  return (
    <span id={id} aria-live="polite" className={classNames("text-small tabular-nums", isLoss ? "text-loss" : "text-ink-soft")}>
      {problem ? tierProblemInWords(t, problem) : outcomeInWords(t, tiers)}
    </span>
  );
}

function RankRow({ dimension, above, tiers, count, maxTierSize, isActive, isArmed, onChange, onActivate }: RowProps) {
  const t = useTranslations("blocks.rank");
  const dimensionName = useDimensionName();
  const hintOf = useDimensionHint();
  const field = useRef<HTMLInputElement>(null);
  const problem = findTierProblem(tiers, count, maxTierSize);
  useEffect(() => {
    if (isActive && isArmed && !field.current?.closest("[role=group]")?.contains(document.activeElement)) field.current?.focus();
  }, [isActive, isArmed]);
  return (
    <QuestionRow title={dimensionName(dimension)} hint={hintOf(dimension)} isActive={isActive} onActivate={onActivate}>
      <div className="grid grid-cols-[9rem_minmax(0,1fr)_19rem] items-center gap-3">
        <Input
          ref={field}
          value={formatTiers(tiers)}
          disabled={!isArmed}
          data-tiers={dimension}
          aria-label={t("field", { dimension: dimensionName(dimension) })}
          aria-invalid={problem !== null && problem.kind !== "none-yet" && problem.kind !== "missing"}
          aria-describedby={`note-${dimension}`}
          autoComplete="off"
          spellCheck={false}
          placeholder={`1|2…${count}`}
          onChange={(event) => onChange(parseTiers(event.target.value), true)}
          className="font-medium tracking-wider tabular-nums"
        />
        <TierBoard label={dimensionName(dimension)} tiers={tiers} count={count} isEnabled={isArmed} isInTabOrder={isActive} onChange={(changed) => onChange(changed, false)} />
        <div className="flex items-center justify-between gap-2">
          <TierNote id={`note-${dimension}`} tiers={tiers} count={count} maxTierSize={maxTierSize} />
          {above && isActive ? (
            <Button size="small" variant="ghost" disabled={!isArmed} onClick={() => onChange(above, false)}>
              {t("sameAsAbove")} <Kbd>{SAME_KEY}</Kbd>
            </Button>
          ) : null}
        </div>
      </div>
    </QuestionRow>
  );
}

/** Tap the candidates in order of preference; "equal" puts the next one beside the last. */
function RankTaps({ dimension, above, tiers, count, maxTierSize, isArmed, onChange }: RowProps) {
  const t = useTranslations("blocks.rank");
  const dimensionName = useDimensionName();
  const [isEqual, setEqual] = useState(false);
  const tap = (place: number) => {
    onChange(placeInTiers(tiers, place, isEqual && tiers.length > 0 ? { into: tiers.length - 1 } : { before: tiers.length }), false);
    setEqual(false);
  };
  const left = listUnplaced(tiers, count);
  return (
    <div role="group" aria-label={dimensionName(dimension)} className="flex flex-col gap-2">
      <div className="flex h-7 items-center justify-between gap-2">
        <span className="text-lead font-semibold tracking-wider tabular-nums" aria-label={t("soFar")}>
          {tiers.length === 0 ? <span className="text-base font-normal text-ink-soft">{t("bestFirst")}</span> : tiers.map((tier) => tier.join("=")).join(" › ")}
        </span>
        {tiers.length > 0 ? <TierNote id={`note-${dimension}`} tiers={tiers} count={count} maxTierSize={maxTierSize} /> : null}
      </div>
      <div className="grid grid-cols-5 gap-2">
        {Array.from({ length: count }, (_, index) => index + 1).map((place) => (
          <button key={place} type="button" disabled={!isArmed || !left.includes(place)} onClick={() => tap(place)} aria-label={t("next", { number: place })} className="h-13 rounded-control border border-line bg-surface text-lead font-semibold disabled:opacity-30">
            {place}
          </button>
        ))}
      </div>
      <div className="grid grid-cols-3 gap-2">
        <Button size="large" aria-pressed={isEqual} disabled={tiers.length === 0 || left.length === 0} onClick={() => setEqual(!isEqual)} className={isEqual ? "border-ink" : ""}>
          {t("equal")}
        </Button>
        <Button size="large" disabled={tiers.length === 0} onClick={() => onChange([], false)}>
          {t("anew")}
        </Button>
        <Button size="large" disabled={!above} onClick={() => above && onChange(above, false)}>
          {t("asBefore")}
        </Button>
      </div>
    </div>
  );
}

/** Candidates into tiers, for each dimension: typed, dragged, or on a phone tapped; all are views of the same tiers. */
export function RankBlock({ block, view, dimensions, answers, isArmed, isNarrow }: BlockProps<"rank">) {
  const count = view.edits.length;
  const asked = dimensionsOfBlock(block, dimensions);
  const activeKey = answers.questions[answers.active]?.key;
  return asked.map((dimension, index) => {
    const key = `rank ${dimension}`;
    if (isNarrow && key !== activeKey) return null;
    const tiersOf = (name: string | undefined) => (name === undefined ? undefined : answers.draft.parts.tiers?.[name]);
    const props: RowProps = {
      dimension,
      above: tiersOf(asked[index - 1]),
      tiers: tiersOf(dimension) ?? [],
      count,
      maxTierSize: block.maxTierSize,
      isActive: key === activeKey,
      isArmed,
      onChange: (tiers, isTyped) => answers.change((draft) => withTiers(draft, dimension, tiers), { isSameStep: isTyped }),
      onActivate: () => answers.goTo(key),
    };
    return isNarrow ? <RankTaps key={key} {...props} /> : <RankRow key={key} {...props} />;
  });
}
