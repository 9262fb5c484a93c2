"use client";

import { signOut } from "next-auth/react";
import { useTranslations } from "next-intl";
import { Button } from "../../_components/button.tsx";

export function SignOutButton() {
  const t = useTranslations("auth");
  return (
    <div className="flex gap-2">
      <Button variant="primary" onClick={() => void signOut({ callbackUrl: "/signin" })}>
        {t("signOut.submit")}
      </Button>
      <Button onClick={() => window.history.back()}>{t("signOut.stay")}</Button>
    </div>
  );
}
