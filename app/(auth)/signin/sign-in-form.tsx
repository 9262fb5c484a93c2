"use client";

import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "../../_components/button.tsx";
import { Field, Input } from "../../_components/field.tsx";
import { Notice } from "../../_components/notice.tsx";
import { explainSignIn } from "../sign-in-errors.ts";

export function SignInForm({ email, next }: { email: string; next: string }) {
  const t = useTranslations("auth");
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    const result = await signIn("password", { redirect: false, email: String(form.get("email")), password: String(form.get("password")) }).catch(() => undefined);
    if (result?.ok) {
      window.location.assign(next);
      return;
    }
    setProblem(explainSignIn(t, result?.error));
    setBusy(false);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field id="email" label={t("signIn.email")}>
        <Input id="email" name="email" type="email" autoComplete="username" required defaultValue={email} autoFocus={!email} />
      </Field>
      <Field id="password" label={t("signIn.password")}>
        <Input id="password" name="password" type="password" autoComplete="current-password" required autoFocus={Boolean(email)} />
      </Field>
      {problem ? <Notice tone="loss">{problem}</Notice> : null}
      <Button type="submit" variant="primary" size="large" disabled={isBusy}>
        {isBusy ? t("signIn.busy") : t("signIn.submit")}
      </Button>
    </form>
  );
}
