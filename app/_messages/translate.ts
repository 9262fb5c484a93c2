import type { useTranslations } from "next-intl";
import type { Area } from "./load-messages.ts";

/** Looks up messages of one area: what `useTranslations(area)` gives. */
export type Translate<A extends Area> = ReturnType<typeof useTranslations<A>>;
