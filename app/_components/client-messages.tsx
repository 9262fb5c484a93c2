import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import type { Area } from "../_messages/load-messages.ts";

/** What components of every page may need in the browser. */
const COMMON: readonly Area[] = ["shell", "dimensions"];

/** Sends the browser the messages of a few areas, so that its components can speak; the whole catalogue stays here. */
export async function ClientMessages({ areas = [], children }: { areas?: readonly Area[]; children: ReactNode }) {
  const all = await getMessages();
  const picked = Object.fromEntries([...COMMON, ...areas].map((area) => [area, all[area]]));
  return <NextIntlClientProvider messages={picked}>{children}</NextIntlClientProvider>;
}
