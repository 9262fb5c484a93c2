import type { ReactNode } from "react";
import { ClientMessages } from "../../../../_components/client-messages.tsx";

/** What the pages of scorers say in the browser. */
export default function ScorersLayout({ children }: { children: ReactNode }) {
  return <ClientMessages areas={["manage", "scorers", "errors"]}>{children}</ClientMessages>;
}
