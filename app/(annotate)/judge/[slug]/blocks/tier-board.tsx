"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { classNames } from "../../../../_components/class-names.ts";
import { listUnplaced, placeInTiers, stepInTiers, type Tiers, type TierTarget } from "../answers/tiers.ts";

type BoardProps = { label: string; tiers: Tiers; count: number; isEnabled: boolean; isInTabOrder: boolean; onChange: (tiers: Tiers) => void };

function targetAt(x: number, y: number, board: HTMLElement): TierTarget | null {
  const drop = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-drop]");
  if (!drop || !board.contains(drop)) return null;
  return JSON.parse(drop.dataset.drop!) as TierTarget;
}

/** Candidates in tiers, best left: dragged with the pointer, or moved with the arrow keys while one has the focus. */
export function TierBoard({ label, tiers, count, isEnabled, isInTabOrder, onChange }: BoardProps) {
  const t = useTranslations("blocks.board");
  const board = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<{ place: number; fromX: number; fromY: number; dx: number; dy: number } | null>(null);
  // A chip that changes its tier is drawn anew: the focus follows it.
  const refocused = useRef<number | null>(null);
  useEffect(() => {
    if (refocused.current === null) return;
    board.current?.querySelector<HTMLElement>(`[data-chip="${refocused.current}"]`)?.focus();
    refocused.current = null;
  }, [tiers]);
  const onKey = (place: number) => (event: KeyboardEvent) => {
    const step = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : null;
    if (step === null && event.key !== "Delete") return;
    event.preventDefault();
    event.stopPropagation();
    refocused.current = place;
    onChange(step === null ? placeInTiers(tiers, place, "out") : stepInTiers(tiers, place, step));
  };
  const onDrop = (event: PointerEvent, place: number) => {
    setDragged(null);
    const target = board.current ? targetAt(event.clientX, event.clientY, board.current) : null;
    if (target) onChange(placeInTiers(tiers, place, target));
  };
  const chip = (place: number) => {
    const moved = dragged?.place === place ? dragged : null;
    return (
      <button
        key={place}
        type="button"
        disabled={!isEnabled}
        tabIndex={isInTabOrder ? 0 : -1}
        data-chip={place}
        aria-label={t("picture", { number: place })}
        onKeyDown={onKey(place)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDragged({ place, fromX: event.clientX, fromY: event.clientY, dx: 0, dy: 0 });
        }}
        onPointerMove={(event) => moved && setDragged({ ...moved, dx: event.clientX - moved.fromX, dy: event.clientY - moved.fromY })}
        onPointerUp={(event) => moved && onDrop(event, place)}
        onPointerCancel={() => setDragged(null)}
        style={moved ? { transform: `translate(${moved.dx}px, ${moved.dy}px)`, pointerEvents: "none" } : undefined}
        className={classNames("size-7 touch-none rounded-[4px] border border-line-strong bg-surface text-base font-semibold tabular-nums select-none", moved && "relative z-10 shadow-float")}
      >
        {place}
      </button>
    );
  };
  const gap = (before: number) => <div key={`gap-${before}`} data-drop={JSON.stringify({ before })} className={classNames("h-9 rounded-[4px] transition-colors", "w-4", dragged && "bg-sunken")} />;
  const whole = tiers.map((tier, index) => ({ tier: [...new Set(tier)].filter((place) => place <= count), index })).filter(({ tier }) => tier.length > 0);
  const unplaced = listUnplaced(tiers, count);
  return (
    <div ref={board} role="group" aria-label={t("label", { dimension: label })} className="flex min-w-0 flex-wrap items-center">
      {whole.map(({ tier, index }, position) => [
        gap(index),
        <div key={`tier-${index}`} data-drop={JSON.stringify({ into: index })} aria-label={t("tier", { number: position + 1 })} role="group" className="flex h-9 items-center gap-0.5 rounded-control border border-line px-1">
          {tier.map(chip)}
        </div>,
      ])}
      {gap(tiers.length)}
      <div data-drop={JSON.stringify("out")} className={classNames("flex h-9 min-w-9 items-center gap-0.5 rounded-control border border-dashed px-1", unplaced.length > 0 || dragged ? "border-line-strong" : "border-transparent")} role="group" aria-label={t("unplaced")}>
        {unplaced.map(chip)}
      </div>
    </div>
  );
}
