import { useTranslations } from "next-intl";

export const SECTIONS = ["scorers", "details", "generators", "agreement", "quality", "disagreements", "tables", "method"] as const;

/** Jumps to the parts of the report. */
export function SectionLinks() {
  const t = useTranslations("report");
  return (
    <nav aria-label={t("sections.label")} className="mt-4 mb-2 flex flex-wrap gap-x-4 gap-y-1 border-b border-line pb-2 text-base" data-print="hide">
      {SECTIONS.map((section) => (
        <a key={section} href={`#${section}`} className="text-ink-soft underline decoration-line-strong underline-offset-[3px] hover:text-ink hover:decoration-ink">
          {t(`sections.${section}`)}
        </a>
      ))}
    </nav>
  );
}
