import { useTranslations } from "next-intl";
import { Skeleton } from "../../../_components/skeleton.tsx";

/** The shape of a section while it is read: title, filters, rows. */
export default function SectionLoading() {
  const t = useTranslations("shell");
  return (
    <div role="status" aria-label={t("loading")}>
      <Skeleton className="mb-6 h-8 w-56" />
      <Skeleton className="mb-4 h-8 w-full max-w-xl" />
      <div className="flex flex-col gap-2">
        {Array.from({ length: 8 }, (_, row) => (
          <Skeleton key={row} className="h-16 w-full" />
        ))}
      </div>
    </div>
  );
}
