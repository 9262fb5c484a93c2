import { useTranslations } from "next-intl";
import { classNames } from "../../_components/class-names.ts";
import { useExplain } from "../../_components/use-explain.ts";
import type { ShownPicture } from "../_server/show-picture.ts";

const SIZES = { small: "size-12", strip: "size-12 lg:size-20", medium: "size-16 sm:size-20", large: "aspect-square w-full", fill: "h-full w-full" } as const;

/** A small picture in a square of fixed size, so that nothing moves when it arrives. */
export function Thumb({ picture, alt, size = "medium", className }: { picture: ShownPicture | null; alt: string; size?: keyof typeof SIZES; className?: string }) {
  const t = useTranslations("manage");
  const explain = useExplain();
  const box = classNames("block shrink-0 overflow-hidden rounded-[4px] bg-stage", SIZES[size], className);
  if (picture?.address) return <img src={picture.address} alt={alt} title={alt} loading="lazy" decoding="async" className={classNames(box, "object-contain")} />;
  const words = picture?.failure ? t("thumb.unreadable") : t("thumb.preparing");
  return (
    <span className={classNames(box, "flex items-center justify-center text-center text-[10px] leading-3", picture?.failure ? "text-loss" : "text-ink-faint")} title={picture?.failure ? explain(picture.failure) : t("thumb.notYet")} role="img" aria-label={t("thumb.label", { name: alt, state: words })}>
      {words}
    </span>
  );
}
