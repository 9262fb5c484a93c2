import type { ReactNode } from "react";
import { ClientMessages } from "../../../../../_components/client-messages.tsx";

/** What the pages of learning say in the browser. */
export default function TeachLayout({ children }: { children: ReactNode }) {
  return <ClientMessages areas={["manage", "scorers", "teach", "errors"]}>{children}</ClientMessages>;
}
