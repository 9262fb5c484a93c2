import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { Messages } from "../_messages/load-messages.ts";

/** `generateMetadata` of a page whose title is a message of the area `titles`. */
export function pageTitle(key: keyof Messages["titles"], more: Metadata = {}): () => Promise<Metadata> {
  return async () => ({ ...more, title: (await getTranslations("titles"))(key) });
}
