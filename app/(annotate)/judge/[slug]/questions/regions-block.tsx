"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Region } from "#lib/judgment/index.ts";
import { areaShare, type PictureSize } from "#lib/region/index.ts";
import { Button } from "../../../../_components/button.tsx";
import { classNames } from "../../../../_components/class-names.ts";
import { useFigures } from "../../../../_components/use-figures.ts";
import { lookOfType } from "../../../../_components/viewer/regions/marks.ts";
import { TypeSwatch } from "../../../../_components/viewer/regions/type-swatch.tsx";
import type { Marking, Selected } from "../../../../_components/viewer/regions/use-marking.ts";
import { useRegionWords } from "../../../../_components/viewer/regions/use-region-words.ts";

/** `edits` from left to right: what they are called on the page, and the size of their pictures as uploaded. */
type BlockProps = { marking: Marking; edits: readonly (PictureSize & { name: string })[]; isArmed: boolean };

const CONTROL = "h-8 rounded-control border border-line-strong bg-surface px-2 text-base";

function RegionRow({ marking, at, region, picture, name }: { marking: Marking; at: Selected; region: Region; picture: PictureSize; name: string }) {
  const t = useTranslations("regions");
  const { formatPercent } = useFigures();
  const { nameOfType, severityWord } = useRegionWords();
  const { block, selected } = marking;
  const label = { region: `${name} ${at.index + 1}` };
  // As it is drawn on the picture and in the button, whose name has to hold what it shows.
  const tag = `${lookOfType(block.types, region.type).letters} ${at.index + 1}`;
  const isSelected = selected?.edit === at.edit && selected.index === at.index;
  return (
    <li className={classNames("flex flex-wrap items-center gap-2 border-l-2 py-1 pl-2", isSelected ? "border-accent bg-surface" : "border-transparent")}>
      <button type="button" aria-pressed={isSelected} aria-label={t("select", { ...label, tag })} onClick={() => marking.select(isSelected ? null : at)} className="inline-flex h-8 items-center gap-1 rounded-control px-1 tabular-nums hover:bg-sunken">
        <TypeSwatch types={block.types} type={region.type} /> {at.index + 1}
      </button>
      <select aria-label={t("type", label)} value={region.type} onChange={(event) => marking.patch(at, { type: event.currentTarget.value })} className={CONTROL}>
        {block.types.map((type) => (
          <option key={type} value={type}>
            {nameOfType(type)}
          </option>
        ))}
      </select>
      {region.severity === null ? null : (
        <label className="inline-flex items-center gap-2 text-small text-ink-soft">
          <input type="range" min={0} max={1} step={0.05} value={region.severity} aria-label={t("severity", label)} aria-valuetext={severityWord(region.severity)} onChange={(event) => marking.patch(at, { severity: event.currentTarget.valueAsNumber })} className="w-24 accent-accent" />
          <span className="w-18">{severityWord(region.severity)}</span>
        </label>
      )}
      <input aria-label={t("note", label)} placeholder={t("noteHint")} maxLength={500} value={region.note} onChange={(event) => marking.patch(at, { note: event.currentTarget.value })} className={`${CONTROL} min-w-24 flex-1`} />
      <span className="text-small text-ink-faint tabular-nums">{formatPercent(areaShare(region.shape, picture))}</span>
      <button type="button" aria-label={t("remove", label)} onClick={() => marking.remove(at)} className="inline-flex size-8 items-center justify-center rounded-control text-ink-soft hover:bg-sunken hover:text-loss">
        <Trash2 size={15} />
      </button>
    </li>
  );
}

/** The faults marked on each picture, and for each the answer that it has none. */
export function RegionsBlock({ marking, edits, isArmed }: BlockProps) {
  const t = useTranslations("regions");
  const { marks } = marking;
  return (
    <section aria-label={t("list")} className="grid gap-x-6 gap-y-2 md:grid-cols-2">
      {edits.map((picture, edit) => {
        const regions = marks.regions[edit] ?? [];
        const isNone = Boolean(marks.done[edit]) && regions.length === 0;
        return (
          <div key={picture.name} className="min-w-0">
            <div className="flex items-center gap-2">
              <p className="text-base font-semibold">
                {picture.name}
                <span className="ml-2 text-small font-normal text-ink-faint">{regions.length > 0 ? t("marked", { count: regions.length }) : t(isNone ? "none" : "open")}</span>
              </p>
              <Button size="small" variant={isNone ? "primary" : "secondary"} aria-pressed={isNone} disabled={!isArmed || regions.length > 0} onClick={() => marking.declareNone(edit, !isNone)} className="ml-auto">
                {t("declareNone", { picture: picture.name })}
              </Button>
            </div>
            <ul className="mt-1 max-h-40 overflow-y-auto">
              {regions.map((region, index) => (
                <RegionRow key={index} marking={marking} at={{ edit, index }} region={region} picture={picture} name={picture.name} />
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}
