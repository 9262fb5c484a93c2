import { useTranslations } from "next-intl";
import { CopyButton } from "./copy-button.tsx";

const PRIMARY = "inline-flex h-11 items-center justify-center rounded-control bg-accent px-5 text-base font-semibold text-on-accent hover:bg-accent-hover";

/** A code for the panel: to copy, and the link that hands it in. */
export function StudyCode({ code, returnAddress }: { code: string; returnAddress: string }) {
  const t = useTranslations("study.code");
  return (
    <div className="flex flex-col gap-4">
      <p className="flex flex-wrap items-center justify-center gap-3 rounded-control border border-line bg-surface px-4 py-3">
        <span className="text-base text-ink-soft">{t("label")}</span>
        <code data-study-code className="font-mono text-lead font-semibold break-all text-ink">
          {code}
        </code>
        <CopyButton text={code} label={t("copy")} />
      </p>
      <a href={returnAddress} rel="noreferrer" className={PRIMARY}>
        {t("back")}
      </a>
    </div>
  );
}
