"use client";

import { Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "../../../../_components/button.tsx";

export function PrintButton() {
  const t = useTranslations("report");
  return (
    <Button onClick={() => window.print()}>
      <Printer size={16} /> {t("print")}
    </Button>
  );
}
