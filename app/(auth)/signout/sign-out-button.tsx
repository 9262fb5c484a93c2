"use client";

import { signOut } from "next-auth/react";
import { Button } from "../../_components/button.tsx";

export function SignOutButton() {
  return (
    <div className="flex gap-2">
      <Button variant="primary" onClick={() => void signOut({ callbackUrl: "/signin" })}>
        Sign out
      </Button>
      <Button onClick={() => window.history.back()}>Stay</Button>
    </div>
  );
}
