import { useTranslations } from "next-intl";
import type { PickFilter, PickList } from "#lib/best-of-n/index.ts";
import { ButtonLink } from "../../../../_components/button.tsx";
import { EmptyState } from "../../../../_components/empty-state.tsx";
import { Pagination } from "../../../../_components/pagination.tsx";
import { SectionTitle } from "../../../_components/section-title.tsx";
import { hrefWith } from "../../../address.ts";
import { PickCard } from "./pick-card.tsx";

type Props = { list: PickList; filter: PickFilter; search: Record<string, string>; actorId: string; page: number; pageSize: number };

/** What the scorer picks, item by item. */
export function PickGallery({ list, filter, search, actorId, page, pageSize }: Props) {
  const t = useTranslations("bestOfN");
  const { project, scorer, rows, total, at } = list;
  const base = `/projects/${project.slug}/best-of-n`;
  return (
    <section id="picks">
      <SectionTitle title={at === null ? t("picks.title") : t("picks.atTitle", { n: at })} count={total}>
        {t("picks.lead", { min: String(scorer?.scaleMin), max: String(scorer?.scaleMax) })}
      </SectionTitle>
      {at === null ? null : (
        <p className="mb-3">
          <ButtonLink size="small" variant="ghost" href={`${hrefWith(base, { ...search, at: undefined, sort: undefined, page: undefined })}#picks`}>
            {t("picks.drop")}
          </ButtonLink>
        </p>
      )}
      {rows.length === 0 ? (
        <EmptyState title={t("picks.noMatch")} action={<ButtonLink href={base}>{t("picks.showAll")}</ButtonLink>} />
      ) : (
        <>
          <ul className="-mx-2 grid gap-x-2 gap-y-4 sm:grid-cols-2 xl:grid-cols-3 print:grid-cols-2">
            {rows.map((row) => (
              <PickCard key={row.itemId} row={row} slug={project.slug} actorId={actorId} people={filter.people} />
            ))}
          </ul>
          <Pagination page={page} pageSize={pageSize} total={total} hrefFor={(to) => `${hrefWith(base, { ...search, page: to })}#picks`} />
        </>
      )}
    </section>
  );
}
