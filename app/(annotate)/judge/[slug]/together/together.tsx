"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button, ButtonLink } from "../../../../_components/button.tsx";
import { CopyButton } from "../../../../_components/copy-button.tsx";
import { Field, Input } from "../../../../_components/field.tsx";
import { ThemeToggle } from "../../../../_components/theme-toggle.tsx";
import { useExplain } from "../../../../_components/use-explain.ts";
import { post, PostFailure } from "../../../_pair/post.ts";
import { Round } from "./round.tsx";
import { type JointSessionHandle, useJointSession } from "./use-joint-session.ts";

const CODE_SHAPE = "XXXX-XXXX";

type Props = { slug: string; name: string; sessionId: string | null; code: string };

/** Two people, one judgment: start or join a session, then judge unit after unit. */
export function Together({ slug, name, sessionId, code }: Props) {
  const [open, setOpen] = useState(sessionId);
  return open ? <Session key={open} slug={slug} name={name} sessionId={open} onLeave={() => setOpen(null)} /> : <Entrance slug={slug} name={name} code={code} onOpen={setOpen} />;
}

function Entrance({ slug, name, code, onOpen }: { slug: string; name: string; code: string; onOpen: (sessionId: string) => void }) {
  const t = useTranslations("together");
  const explain = useExplain();
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const enter = async (work: () => Promise<{ sessionId: string; slug?: string }>) => {
    setBusy(true);
    try {
      const reply = await work();
      if (reply.slug && reply.slug !== slug) router.push(`/judge/${reply.slug}/together`);
      else onOpen(reply.sessionId);
    } catch (error) {
      if (!(error instanceof PostFailure)) throw error;
      setProblem(explain(error));
      setBusy(false);
    }
  };
  const join = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = String(new FormData(event.currentTarget).get("code") ?? "");
    void enter(() => post("/api/v1/joint/join", { code: given }));
  };
  return (
    <main className="mx-auto flex max-w-md flex-col gap-8 px-4 py-16">
      <header>
        <p className="text-small text-ink-faint">{name}</p>
        <h1 className="text-title font-semibold">{t("title")}</h1>
        <p className="mt-1 text-base text-ink-soft">{t("lead")}</p>
      </header>
      {problem ? (
        <p role="alert" className="text-base text-loss">
          {problem}
        </p>
      ) : null}
      <form onSubmit={join} className="flex flex-col gap-3">
        <Field id="code" label={t("entrance.code")}>
          <Input id="code" name="code" defaultValue={code} placeholder={CODE_SHAPE} autoComplete="off" autoCapitalize="characters" maxLength={40} required className="font-mono" />
        </Field>
        <Button type="submit" variant={code ? "primary" : "secondary"} disabled={isBusy}>
          {t("entrance.join")}
        </Button>
      </form>
      <div className="flex flex-col gap-3 border-t border-line pt-6">
        <p className="text-base text-ink-soft">{t("entrance.or")}</p>
        <Button variant={code ? "secondary" : "primary"} disabled={isBusy} onClick={() => void enter(() => post(`/api/v1/projects/${slug}/joint`))}>
          {t("entrance.start")}
        </Button>
        <ButtonLink href={`/judge/${slug}`} variant="ghost">
          {t("alone")}
        </ButtonLink>
      </div>
    </main>
  );
}

function Waiting({ slug, code }: { slug: string; code: string }) {
  const t = useTranslations("together");
  const link = `${window.location.origin}/judge/${slug}/together?code=${code}`;
  return (
    <Centre title={t("waiting.title")}>
      <p>{t("waiting.text")}</p>
      <p className="my-3 font-mono text-title text-ink select-all" data-code={code}>
        {code}
      </p>
      <CopyButton text={link} />
    </Centre>
  );
}

function Centre({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-2 px-6 text-center">
      <h2 className="text-title font-semibold">{title}</h2>
      <div className="max-w-prose text-base text-ink-soft">{children}</div>
    </div>
  );
}

/** The other is away: waiting is free, and the lead may go on alone. */
function Away({ isLead, onAlone }: { isLead: boolean; onAlone: () => void }) {
  const t = useTranslations("together");
  const [isAsking, setAsking] = useState(false);
  return (
    <div role="status" className="flex shrink-0 flex-wrap items-center justify-center gap-3 bg-attention-soft px-3 py-1 text-small text-attention">
      {t(isLead ? "away.lead" : "away.guest")}
      {isLead ? (
        <Button size="small" variant={isAsking ? "danger" : "ghost"} onClick={() => (isAsking ? onAlone() : setAsking(true))}>
          {t(isAsking ? "away.end" : "away.goOn")}
        </Button>
      ) : null}
      {isAsking ? (
        <Button size="small" variant="ghost" onClick={() => setAsking(false)}>
          {t("away.wait")}
        </Button>
      ) : null}
    </div>
  );
}

function Body({ slug, handle }: { slug: string; handle: JointSessionHandle }) {
  const t = useTranslations("together");
  const explain = useExplain();
  const { state, problem } = handle;
  if (!state) return <Centre title={t(problem && problem.code !== "offline" ? "failed" : "loading")}>{problem ? explain(problem) : null}</Centre>;
  if (state.state === "WAITING") return <Waiting slug={slug} code={state.code ?? ""} />;
  if (state.state === "ENDED") {
    return (
      <Centre title={t("over.title")}>
        <p className="mb-3">{t("over.text", { count: state.committed })}</p>
        <ButtonLink href={`/judge/${slug}`} variant="primary">
          {t("alone")}
        </ButtonLink>
      </Centre>
    );
  }
  if (!state.round) return <Centre title={t("nothing.title")}>{t("nothing.text")}</Centre>;
  return <Round key={state.round.id} round={state.round} handle={handle} />;
}

function Session({ slug, name, sessionId, onLeave }: { slug: string; name: string; sessionId: string; onLeave: () => void }) {
  const t = useTranslations("together");
  const explain = useExplain();
  const router = useRouter();
  const handle = useJointSession(sessionId);
  const { state, problem } = handle;
  const isOpen = state?.state === "ACTIVE";
  const alone = () => void handle.end().then(() => router.push(`/judge/${slug}`));
  return (
    <main className="flex h-dvh flex-col overflow-hidden bg-stage">
      <header className="flex h-10 shrink-0 items-center gap-3 border-b border-line px-3 text-small text-ink-soft">
        <h1 className="min-w-0 truncate font-medium text-ink">
          <Link href={`/judge/${slug}`} className="hover:underline">
            {name}
          </Link>
        </h1>
        <span className="whitespace-nowrap tabular-nums">{state ? t("header.agreed", { count: state.committed }) : ""}</span>
        {isOpen ? <span className="whitespace-nowrap max-sm:hidden">{t(state.otherIsHere ? "header.bothHere" : "header.away")}</span> : null}
        <span role="status" className="ml-auto truncate text-loss">
          {state && problem ? explain(problem) : ""}
        </span>
        {state && state.state !== "ENDED" ? (
          <Button size="small" variant="ghost" onClick={() => void handle.end()}>
            {t("header.end")}
          </Button>
        ) : (
          <Button size="small" variant="ghost" onClick={onLeave}>
            {t("header.another")}
          </Button>
        )}
        <ThemeToggle />
      </header>
      {isOpen && !state.otherIsHere ? <Away isLead={state.isLead} onAlone={alone} /> : null}
      <Body slug={slug} handle={handle} />
    </main>
  );
}
