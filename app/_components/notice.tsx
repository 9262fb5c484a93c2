import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

const TONES = {
  info: "border-line bg-surface text-ink",
  attention: "border-transparent bg-attention-soft text-attention",
  loss: "border-transparent bg-loss-soft text-loss",
} as const;

/** A sentence that stays on the page. `loss` is announced at once, the others politely. */
export function Notice({ tone = "info", children, className }: { tone?: keyof typeof TONES; children: ReactNode; className?: string }) {
  return (
    <div role={tone === "loss" ? "alert" : "status"} className={classNames("rounded-control border px-3 py-2 text-base", TONES[tone], className)}>
      {children}
    </div>
  );
}
