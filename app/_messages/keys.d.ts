import type { Locale as KnownLocale } from "#lib/auth/index.ts";
import type { Messages as Catalogue } from "./load-messages.ts";

// Unknown keys and languages are type errors.
declare module "next-intl" {
  interface AppConfig {
    Locale: KnownLocale;
    Messages: Catalogue;
  }
}
