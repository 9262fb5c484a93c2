"use client";

import { Brush, Eraser, Highlighter, MousePointer2, Plus, SquareDashed, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Kbd } from "../../kbd.tsx";
import { TypeSwatch } from "./type-swatch.tsx";
import { type Marking, MARKING_TOOLS, type MarkingTool } from "./use-marking.ts";
import { useRegionWords } from "./use-region-words.ts";

const TOOL = "inline-flex h-8 items-center gap-1 rounded-control px-2 text-small text-ink-soft whitespace-nowrap hover:bg-sunken hover:text-ink aria-pressed:bg-surface aria-pressed:text-ink aria-pressed:ring-1 aria-pressed:ring-line-strong disabled:opacity-45";
const TOOLS: Record<MarkingTool, ReactNode> = {
  select: <MousePointer2 size={14} />,
  box: <SquareDashed size={14} />,
  brush: <Brush size={14} />,
};
const KEYS = { mark: "M", undo: "Ctrl+Z" };

/** The tools to mark faults with. Scrolls inside itself on a phone. */
export function MarkingBar({ marking }: { marking: Marking }) {
  const t = useTranslations("regions");
  const { nameOfType } = useRegionWords();
  const { isOn, tool, isErasing, brush, type, block, selected } = marking;
  return (
    <div className="flex min-h-9 shrink-0 items-center gap-1 overflow-x-auto px-3" role="toolbar" aria-label={t("mark")}>
      <button type="button" className={TOOL} aria-pressed={isOn} onClick={marking.toggle}>
        <Highlighter size={14} /> {t("mark")} <Kbd>{KEYS.mark}</Kbd>
      </button>
      {isOn ? (
        <>
          {MARKING_TOOLS.map((name) => (
            <button key={name} type="button" className={TOOL} aria-pressed={tool === name} onClick={() => marking.setTool(name)}>
              {TOOLS[name]} {t(`tools.${name}`)}
            </button>
          ))}
          {tool === "brush" ? (
            <>
              <button type="button" className={TOOL} aria-pressed={isErasing} title={t("eraseHint")} onClick={() => marking.setErasing(!isErasing)}>
                <Eraser size={14} /> {t("erase")}
              </button>
              <button type="button" className={TOOL} aria-label={t("smaller")} onClick={() => marking.resizeBrush(-1)}>
                <Kbd>[</Kbd>
              </button>
              <span className="w-12 text-center text-small whitespace-nowrap text-ink-soft tabular-nums">{t("size", { size: Math.round(brush) })}</span>
              <button type="button" className={TOOL} aria-label={t("larger")} onClick={() => marking.resizeBrush(1)}>
                <Kbd>]</Kbd>
              </button>
              <button type="button" className={TOOL} disabled={!selected} title={t("newAreaHint")} onClick={() => marking.select(null)}>
                <Plus size={14} /> {t("newArea")}
              </button>
            </>
          ) : null}
          <span aria-hidden className="mx-1 h-5 w-px shrink-0 bg-line-strong" />
          {block.types.map((name) => (
            <button key={name} type="button" className={TOOL} aria-pressed={type === name} onClick={() => marking.chooseType(name)}>
              <TypeSwatch types={block.types} type={name} /> {nameOfType(name)}
            </button>
          ))}
          <button type="button" className={TOOL} onClick={marking.undo} title={KEYS.undo}>
            <Undo2 size={14} /> {t("undo")}
          </button>
        </>
      ) : null}
    </div>
  );
}
