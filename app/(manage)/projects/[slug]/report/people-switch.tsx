import { useTranslations } from "next-intl";
import Link from "next/link";
import type { PeopleFilter } from "#lib/consensus/index.ts";
import { classNames } from "../../../../_components/class-names.ts";
import { hrefWith } from "../../../address.ts";

const CHOICES: PeopleFilter[] = ["all", "people", "simulated"];

/** Whose judgments the report counts. */
export function PeopleSwitch({ slug, people }: { slug: string; people: PeopleFilter }) {
  const t = useTranslations("report");
  return (
    <nav aria-label={t("people.label")} className="inline-flex h-9 rounded-control border border-line-strong bg-surface p-0.5">
      {CHOICES.map((value) => (
        <Link
          key={value}
          href={hrefWith(`/projects/${slug}/report`, { people: value === "all" ? undefined : value })}
          aria-current={people === value ? "true" : undefined}
          className={classNames("inline-flex items-center rounded-[4px] px-3 text-base", people === value ? "bg-sunken font-semibold" : "text-ink-soft hover:text-ink")}
        >
          {t(`people.${value}`)}
        </Link>
      ))}
    </nav>
  );
}
