import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getActor } from "../../_server/get-actor.ts";
import { SignOutButton } from "./sign-out-button.tsx";

export const metadata: Metadata = { title: "Sign out" };

export default async function SignOutPage() {
  const actor = await getActor();
  if (!actor) redirect("/signin");
  const isPseudonymous = actor.email === null;
  return (
    <>
      <h1 className="text-title font-semibold tracking-tight">Sign out?</h1>
      <p className="mt-1 mb-6 text-base text-ink-soft">
        You are {actor.email ?? actor.pseudonym}. Everything that you sent is saved.
        {isPseudonymous ? " You came by an invite link: after signing out you cannot come back as the same person." : ""}
      </p>
      <SignOutButton />
    </>
  );
}
