"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { mapOverlap } from "#lib/region/index.ts";
import type { DrawnRegion } from "../../../../../_components/viewer/regions/draw-regions.ts";
import { lookOfType } from "../../../../../_components/viewer/regions/marks.ts";
import { HeatView, RegionView } from "../../../../../_components/viewer/regions/region-view.tsx";
import { type EditPane, EditPanes } from "../../../../_components/edit-panes.tsx";
import { SectionTitle } from "../../../../_components/section-title.tsx";
import type { Letter, MarkedJudgment, MarkedRegions } from "./marked-regions.ts";
import { RegionTable } from "./region-table.tsx";

const HEAT_SIDE = 256;
const TOGGLE = "inline-flex h-8 shrink-0 items-center gap-1 rounded-control px-2 text-small text-ink-soft whitespace-nowrap hover:bg-sunken hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent disabled:opacity-45";

const letterOf = (label: string): Letter | null => (label === "A" || label === "B" ? label : null);

/** Which person's regions are shown, and whether as places where several agree. */
function RegionToggles({ marked, hidden, isHeat, onToggle, onHeat }: { marked: MarkedRegions; hidden: ReadonlySet<string>; isHeat: boolean; onToggle: (id: string) => void; onHeat: () => void }) {
  const t = useTranslations("comparison.regions");
  const marking = new Set(marked.judgments.filter((judgment) => judgment.regions.length > 0).map((judgment) => judgment.annotator)).size;
  return (
    <div className="mt-2 flex items-center gap-1 overflow-x-auto" role="toolbar" aria-label={t("title")} data-print="hide">
      {marked.judgments.map((judgment, index) => (
        <button key={judgment.id} type="button" className={TOGGLE} aria-pressed={!hidden.has(judgment.id)} disabled={judgment.regions.length === 0} onClick={() => onToggle(judgment.id)}>
          <span className="font-semibold tabular-nums">{index + 1}</span> {judgment.annotator} <span className="tabular-nums">{judgment.regions.length === 0 ? t("noFaults") : judgment.regions.length}</span>
        </button>
      ))}
      {marking > 1 ? (
        <button type="button" className={`${TOGGLE} ml-auto`} aria-pressed={isHeat} onClick={onHeat}>
          {t("overlap", { count: marking })}
        </button>
      ) : null}
    </div>
  );
}

/** The pictures with what every judgment marked on them, and the list of it; the pictures alone where no form asked for faults. */
export function RegionReview({ panes, className, marked }: { panes: EditPane[]; className?: string; marked: MarkedRegions }) {
  const t = useTranslations("comparison.regions");
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [isHeat, setHeat] = useState(false);
  const { judgments, types, sizes } = marked;
  const numberOf = (judgment: MarkedJudgment, index: number) => `${judgments.indexOf(judgment) + 1}.${index + 1}`;
  const drawn = useMemo(() => {
    const of = (wanted: Letter): DrawnRegion[] =>
      judgments.flatMap((judgment, person) =>
        hidden.has(judgment.id) ? [] : judgment.regions.flatMap(({ region, letter }, index) => (letter === wanted ? [{ region, tag: `${lookOfType(types, region.type).letters} ${person + 1}.${index + 1}`, isSelected: false }] : [])),
      );
    return { A: of("A"), B: of("B") };
  }, [judgments, types, hidden]);
  const heat = useMemo(() => {
    // A person who judged twice, by a repeat, is one person.
    const people = [...Map.groupBy(judgments.filter(({ id }) => !hidden.has(id)), ({ annotator }) => annotator).values()];
    const of = (wanted: Letter) => mapOverlap(people.map((own) => own.flatMap(({ regions }) => regions.flatMap(({ region, letter }) => (letter === wanted ? [region.shape] : [])))), sizes[wanted], HEAT_SIDE);
    return isHeat ? { A: of("A"), B: of("B") } : null;
  }, [judgments, sizes, hidden, isHeat]);
  const toggle = (id: string) => setHidden((before) => (before.has(id) ? new Set([...before].filter((other) => other !== id)) : new Set(before).add(id)));
  if (judgments.length === 0) return <EditPanes panes={panes} className={className} />;
  const count = judgments.reduce((sum, judgment) => sum + judgment.regions.length, 0);
  return (
    <>
      <EditPanes
        panes={panes}
        className={className}
        layerOf={({ label }, onScreen) => {
          const letter = letterOf(label);
          if (!letter) return null;
          return heat ? <HeatView map={heat[letter]} picture={sizes[letter]} onScreen={onScreen} /> : <RegionView drawn={drawn[letter]} types={types} width={sizes[letter].width} onScreen={onScreen} />;
        }}
      />
      <RegionToggles marked={marked} hidden={hidden} isHeat={isHeat} onToggle={toggle} onHeat={() => setHeat(!isHeat)} />
      <SectionTitle title={t("title")} count={count}>
        {t("lead")}
      </SectionTitle>
      {count > 0 ? <RegionTable judgments={judgments} types={types} numberOf={numberOf} /> : <p className="text-base text-ink-soft">{t("none")}</p>}
    </>
  );
}
