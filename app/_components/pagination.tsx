import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useFigures } from "./use-figures.ts";

/** Pages of a list; `hrefFor` keeps the filters in the address. Pages count from 1. */
export function Pagination({ page, pageSize, total, hrefFor }: { page: number; pageSize: number; total: number; hrefFor: (page: number) => string }) {
  const t = useTranslations("shell");
  const { formatCount } = useFigures();
  const last = Math.max(1, Math.ceil(total / pageSize));
  const from = total === 0 ? 0 : (page - 1) * pageSize + 1;
  const step = "inline-flex size-8 items-center justify-center rounded-control border border-line text-ink-soft hover:bg-sunken hover:text-ink";
  return (
    <nav aria-label={t("pages.label")} className="flex items-center justify-between gap-3 py-3 text-small text-ink-soft">
      <span className="tabular-nums">
        {t("pages.range", { from: formatCount(from), to: formatCount(Math.min(total, page * pageSize)), total: formatCount(total) })}
      </span>
      <span className="flex gap-1">
        {page > 1 ? (
          <Link className={step} href={hrefFor(page - 1)} aria-label={t("pages.previous")} rel="prev">
            <ChevronLeft size={16} />
          </Link>
        ) : null}
        {page < last ? (
          <Link className={step} href={hrefFor(page + 1)} aria-label={t("pages.next")} rel="next">
            <ChevronRight size={16} />
          </Link>
        ) : null}
      </span>
    </nav>
  );
}
