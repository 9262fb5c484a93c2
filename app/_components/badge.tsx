import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

const TONES = {
  neutral: "border-line-strong text-ink-soft",
  accent: "border-transparent bg-accent-soft text-accent",
  attention: "border-transparent bg-attention-soft text-attention",
  loss: "border-transparent bg-loss-soft text-loss",
} as const;

export function Badge({ tone = "neutral", children, title }: { tone?: keyof typeof TONES; children: ReactNode; title?: string }) {
  return (
    <span title={title} className={classNames("inline-flex h-5 items-center gap-1 rounded-full border px-2 text-small font-medium whitespace-nowrap", TONES[tone])}>
      {children}
    </span>
  );
}

/** Stands beside every person and figure that rests on simulated judgments. */
export function SimulatedMark({ count }: { count?: number }) {
  const t = useTranslations("shell");
  return (
    <Badge tone="attention" title={t("simulated.why")}>
      {count === undefined ? t("simulated.mark") : t("simulated.counted", { shown: count })}
    </Badge>
  );
}
