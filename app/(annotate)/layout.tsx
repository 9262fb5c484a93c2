import type { ReactNode } from "react";
import { ClientMessages } from "../_components/client-messages.tsx";

/** The pages on which people judge, with the messages that they all need in the browser. */
export default function AnnotateLayout({ children }: { children: ReactNode }) {
  return <ClientMessages areas={["judge", "errors"]}>{children}</ClientMessages>;
}
