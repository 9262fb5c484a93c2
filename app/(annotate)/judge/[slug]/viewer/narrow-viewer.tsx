"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { JudgingView } from "#lib/judgment/index.ts";
import { classNames } from "../../../../_components/class-names.ts";
import { PicturePane } from "../../../../_components/viewer/picture-pane.tsx";
import type { Marking } from "../../../../_components/viewer/regions/use-marking.ts";
import type { Linked } from "../../../../_components/viewer/use-linked-view.ts";
import { SourceChoice } from "./edit-viewer.tsx";
import { marksLayer } from "./marks-layer.tsx";
import { usePlacedPictures } from "./placed-pictures.ts";
import type { Viewer } from "./use-viewer.ts";

const SWIPE_PX = 40;

/** One picture at a time: for phones. A swipe goes to the next one; a tap flips between the last two edits that were seen. */
export function NarrowViewer({ comparison, linked, viewer, isRanking, marking = null }: { comparison: JudgingView; linked: Linked; viewer: Viewer; isRanking: boolean; marking?: Marking | null }) {
  const t = useTranslations("judge.viewer");
  const s = useTranslations("shell.viewer");
  // Tab 0 is the source, the others the edits.
  const [tab, setTab] = useState(1);
  const [flipTo, setFlipTo] = useState(2);
  const start = useRef<{ x: number; y: number } | null>(null);
  const { frame, sources, edits } = usePlacedPictures(comparison, isRanking);
  const names = [s("source"), ...edits.map((edit) => edit.name)];
  const picture = tab === 0 ? (sources[viewer.sourceIndex] ?? sources[0]) : edits[tab - 1];
  if (!picture) return null;
  const show = (next: number) => {
    if (next === tab || next < 0 || next >= names.length) return;
    if (tab > 0 && next > 0) setFlipTo(tab);
    setTab(next);
  };
  const flip = () => (tab === 0 ? show(1) : show(flipTo === tab ? (tab % edits.length) + 1 : flipTo));
  const onEnd = (x: number, y: number) => {
    const from = start.current;
    start.current = null;
    if (!from || linked.view.zoom > 1 || marking?.isOn) return;
    const [dx, dy] = [x - from.x, y - from.y];
    if (Math.abs(dx) > SWIPE_PX && Math.abs(dx) > Math.abs(dy)) show(tab + (dx < 0 ? 1 : -1));
    else if (Math.hypot(dx, dy) < 8) flip();
  };
  return (
    <div className="flex min-h-[34dvh] flex-1 flex-col px-2 md:hidden">
      <div role="tablist" aria-label={s("picture")} className="grid auto-cols-fr grid-flow-col gap-1 rounded-control bg-sunken p-1">
        {names.map((name, index) => (
          <button key={name} type="button" role="tab" aria-selected={tab === index} onClick={() => show(index)} className={classNames("h-9 min-w-0 rounded-[5px] text-base", tab === index ? "bg-surface font-semibold shadow-sm" : "text-ink-soft")}>
            {index === 0 && names.length > 5 ? t("sourceShort") : name}
          </button>
        ))}
      </div>
      <div
        className="flex min-h-0 flex-1"
        onPointerDownCapture={(event) => (start.current = event.isPrimary ? { x: event.clientX, y: event.clientY } : null)}
        onPointerUpCapture={(event) => event.isPrimary && onEnd(event.clientX, event.clientY)}
      >
        <PicturePane label={picture.name} picture={picture} frame={frame} linked={linked} rendering={viewer.rendering} note={t(isRanking ? "swipe" : "tap")} layer={tab === 0 ? undefined : marksLayer(marking, tab - 1, picture)} className="flex-1">
          {tab === 0 ? <SourceChoice view={comparison} viewer={viewer} /> : null}
        </PicturePane>
      </div>
    </div>
  );
}
