import type { ReactNode } from "react";
import { ClientMessages } from "../../../../../_components/client-messages.tsx";

/** What the pages of studies say in the browser, beside what every page of a project does. */
export default function StudiesLayout({ children }: { children: ReactNode }) {
  return <ClientMessages areas={["manage", "people", "studies", "errors"]}>{children}</ClientMessages>;
}
