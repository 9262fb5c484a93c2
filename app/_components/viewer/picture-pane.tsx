"use client";

import { useTranslations } from "next-intl";
import { type CSSProperties, type ReactNode, useEffect, useRef } from "react";
import { classNames } from "../class-names.ts";
import { type Frame, placeInFrame, type Rect, type Size, WHOLE } from "./frame.ts";
import type { Linked, LinkedView } from "./use-linked-view.ts";
import { type Pinch, useBoxSize, usePointers, useWheelZoom } from "./use-pane-input.ts";

const PIXELATED_FROM = 2;
/** Screen pixels per picture pixel from which lines between pixels are drawn. */
const GRID_FROM = 4;

/** A picture and its place in the frame; `changes` is the address of its change map, which lies over the source. */
export type PlacedPicture = { address: string; width: number; height: number; place: Rect; name: string; changes?: string | null };
/** How all panes show their pictures. Brightness 1 is as it is; the opacity of the change map 0 hides it. */
export type Rendering = { brightness: number; changesOpacity: number };

/** Where a pane shows its picture, in pixels of the pane; `scaleX` and `scaleY` are screen pixels per picture pixel. */
export type OnScreen = { box: Size; left: number; top: number; scaleX: number; scaleY: number; pinch: Pinch };

type PaneProps = {
  label: string;
  note?: string;
  frame: Frame;
  picture: PlacedPicture;
  /** Laid over `picture` from `at` (a share of the pane's width) to the right. */
  wipe?: { picture: PlacedPicture; at: number } | null;
  linked: Linked;
  rendering: Rendering;
  /** Lies over the picture, in pixels of the pane: it draws its own lines, which stay thin under every zoom. */
  layer?: (onScreen: OnScreen) => ReactNode;
  className?: string;
  children?: ReactNode;
};

const percent = (share: number) => `${share * 100}%`;

function placeStyle({ x, y, width, height }: Rect): CSSProperties {
  return { position: "absolute", left: percent(x), top: percent(y), width: percent(width), height: percent(height), maxWidth: "none" };
}

/** Screen pixels per pixel of the picture. */
function scaleOf(picture: PlacedPicture, fitted: Size, view: LinkedView): number {
  return (picture.place.width * fitted.width * view.zoom) / picture.width;
}

/** Lines between the pixels of a picture, drawn on the pane so that they stay thin. */
function PixelGrid({ picture, fitted, box, view }: { picture: PlacedPicture; fitted: Size; box: Size; view: LinkedView }) {
  const cell = scaleOf(picture, fitted, view);
  if (cell < GRID_FROM) return null;
  const startX = box.width / 2 + (picture.place.x - view.x) * fitted.width * view.zoom;
  const startY = box.height / 2 + (picture.place.y - view.y) * fitted.height * view.zoom;
  const line = "rgb(128 128 128 / 0.35) 1px, transparent 1px";
  return <div aria-hidden data-pixel-grid className="pointer-events-none absolute inset-0" style={{ backgroundImage: `linear-gradient(to right, ${line}), linear-gradient(to bottom, ${line})`, backgroundSize: `${cell}px ${cell}px`, backgroundPosition: `${startX}px ${startY}px` }} />;
}

function Layer({ picture, clip, rendering, isPixelated }: { picture: PlacedPicture; clip?: string; rendering: Rendering; isPixelated: boolean }) {
  const t = useTranslations("shell");
  const style = { ...placeStyle(picture.place), clipPath: clip, filter: rendering.brightness === 1 ? undefined : `brightness(${rendering.brightness})`, imageRendering: isPixelated ? ("pixelated" as const) : ("auto" as const) };
  return <img src={picture.address} alt={t("picture", { name: picture.name })} draggable={false} decoding="sync" style={style} />;
}

/** The change map as a coloured veil: magenta occurs in few photographs, and its strength says how much changed. */
function ChangeVeil({ address, place, opacity }: { address: string; place: Rect; opacity: number }) {
  const mask = `url("${address}")`;
  return <div aria-hidden data-change-map className="pointer-events-none" style={{ ...placeStyle(place), backgroundColor: "#ff00d4", opacity, maskImage: mask, maskMode: "luminance", maskSize: "100% 100%" }} />;
}

/** One picture under the linked view, in the frame that it shares with the others. */
export function PicturePane({ label, note, frame, picture, wipe, linked, rendering, layer, className, children }: PaneProps) {
  const element = useRef<HTMLDivElement>(null);
  const box = useBoxSize(element);
  const { view, setFitScale } = linked;
  const scale = box.width > 0 ? Math.min(box.width / frame.width, box.height / frame.height) : 0;
  const fitted = { width: frame.width * scale, height: frame.height * scale };
  const { pinch, pointers } = usePointers(fitted, linked);
  useWheelZoom(element, fitted, linked);
  useEffect(() => {
    if (scale > 0) setFitScale(scale);
  }, [scale, setFitScale]);
  const stage = { width: fitted.width, height: fitted.height, transform: `translate(${(0.5 - view.x) * fitted.width * view.zoom}px, ${(0.5 - view.y) * fitted.height * view.zoom}px) scale(${view.zoom})` };
  const wipeX = wipe ? view.x + ((wipe.at - 0.5) * box.width) / (fitted.width * view.zoom) : 0;
  const changes = wipe ? null : picture.changes;
  const scaleX = scaleOf(picture, fitted, view);
  const scaleY = (picture.place.height * fitted.height * view.zoom) / picture.height;
  const onScreen = { box, left: box.width / 2 + (picture.place.x - view.x) * fitted.width * view.zoom, top: box.height / 2 + (picture.place.y - view.y) * fitted.height * view.zoom, scaleX, scaleY, pinch };
  return (
    <figure className={classNames("relative flex min-h-0 min-w-0 flex-col", className)}>
      <figcaption className="flex h-7 shrink-0 items-center justify-between gap-2 px-1 text-small text-ink-soft">
        <span className="text-base font-semibold whitespace-nowrap text-ink">{label}</span>
        <span className="truncate tabular-nums">{note}</span>
      </figcaption>
      <div ref={element} className="relative flex min-h-0 flex-1 touch-none items-center justify-center overflow-hidden select-none" {...pointers}>
        {scale > 0 ? (
          <div className="relative shrink-0" style={stage} data-zoom={view.zoom}>
            <Layer picture={picture} rendering={rendering} isPixelated={scaleOf(picture, fitted, view) >= PIXELATED_FROM} />
            {wipe ? <Layer picture={wipe.picture} rendering={rendering} isPixelated={scaleOf(wipe.picture, fitted, view) >= PIXELATED_FROM} clip={`inset(0 0 0 ${percent((wipeX - wipe.picture.place.x) / wipe.picture.place.width)})`} /> : null}
            {changes && rendering.changesOpacity > 0 ? <ChangeVeil address={changes} place={placeInFrame(frame, WHOLE)} opacity={rendering.changesOpacity} /> : null}
          </div>
        ) : null}
        {scale > 0 ? <PixelGrid picture={picture} fitted={fitted} box={box} view={view} /> : null}
        {scale > 0 ? layer?.(onScreen) : null}
        {children}
      </div>
    </figure>
  );
}
