"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button, ButtonLink } from "../../../../_components/button.tsx";
import { CopyButton } from "../../../../_components/copy-button.tsx";
import { Field, Input } from "../../../../_components/field.tsx";
import { ThemeToggle } from "../../../../_components/theme-toggle.tsx";
import { post, PostFailure } from "../../../_pair/post.ts";
import { Round } from "./round.tsx";
import { type JointSessionHandle, useJointSession } from "./use-joint-session.ts";

type Props = { slug: string; name: string; sessionId: string | null; code: string };

/** Two people, one judgment: start or join a session, then judge unit after unit. */
export function Together({ slug, name, sessionId, code }: Props) {
  const [open, setOpen] = useState(sessionId);
  return open ? <Session key={open} slug={slug} name={name} sessionId={open} onLeave={() => setOpen(null)} /> : <Entrance slug={slug} name={name} code={code} onOpen={setOpen} />;
}

function Entrance({ slug, name, code, onOpen }: { slug: string; name: string; code: string; onOpen: (sessionId: string) => void }) {
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
      setProblem(error.message);
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
        <h1 className="text-title font-semibold">Judge together</h1>
        <p className="mt-1 text-base text-ink-soft">Two people look at the same pictures, answer alone, compare, talk, and give one answer that bears both names.</p>
      </header>
      {problem ? (
        <p role="alert" className="text-base text-loss">
          {problem}
        </p>
      ) : null}
      <form onSubmit={join} className="flex flex-col gap-3">
        <Field id="code" label="Join with a code">
          <Input id="code" name="code" defaultValue={code} placeholder="XXXX-XXXX" autoComplete="off" autoCapitalize="characters" maxLength={40} required className="font-mono" />
        </Field>
        <Button type="submit" variant={code ? "primary" : "secondary"} disabled={isBusy}>
          Join
        </Button>
      </form>
      <div className="flex flex-col gap-3 border-t border-line pt-6">
        <p className="text-base text-ink-soft">Or start a session and send its link to the other person, who has to be in this project.</p>
        <Button variant={code ? "secondary" : "primary"} disabled={isBusy} onClick={() => void enter(() => post(`/api/v1/projects/${slug}/joint`))}>
          Start a session
        </Button>
        <ButtonLink href={`/judge/${slug}`} variant="ghost">
          Judge alone
        </ButtonLink>
      </div>
    </main>
  );
}

function Waiting({ slug, code }: { slug: string; code: string }) {
  const link = `${window.location.origin}/judge/${slug}/together?code=${code}`;
  return (
    <Centre title="Waiting for the other person">
      <p>Send this link, or say the code. The first unit comes when somebody has joined.</p>
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
      <h1 className="text-title font-semibold">{title}</h1>
      <div className="max-w-prose text-base text-ink-soft">{children}</div>
    </div>
  );
}

/** The other is away: waiting is free, and the lead may go on alone. */
function Away({ isLead, onAlone }: { isLead: boolean; onAlone: () => void }) {
  const [isAsking, setAsking] = useState(false);
  return (
    <div role="status" className="flex shrink-0 flex-wrap items-center justify-center gap-3 bg-attention-soft px-3 py-1 text-small text-attention">
      The other person is not here at the moment. Nothing is lost; wait, or {isLead ? "go on alone." : "come back later."}
      {isLead ? (
        <Button size="small" variant={isAsking ? "danger" : "ghost"} onClick={() => (isAsking ? onAlone() : setAsking(true))}>
          {isAsking ? "End the session and judge alone" : "Go on alone"}
        </Button>
      ) : null}
      {isAsking ? (
        <Button size="small" variant="ghost" onClick={() => setAsking(false)}>
          Wait
        </Button>
      ) : null}
    </div>
  );
}

function Body({ slug, handle }: { slug: string; handle: JointSessionHandle }) {
  const { state, problem } = handle;
  if (!state) return <Centre title={problem && problem.code !== "offline" ? "This session cannot be opened" : "Loading"}>{problem?.message}</Centre>;
  if (state.state === "WAITING") return <Waiting slug={slug} code={state.code ?? ""} />;
  if (state.state === "ENDED") {
    return (
      <Centre title="This session is over">
        <p className="mb-3">You agreed on {state.committed} {state.committed === 1 ? "answer" : "answers"}. They are stored with both names.</p>
        <ButtonLink href={`/judge/${slug}`} variant="primary">
          Judge alone
        </ButtonLink>
      </Centre>
    );
  }
  if (!state.round) return <Centre title="There is nothing left for you both">Units that one of you has seen are not shown. New ones appear here as soon as there are any.</Centre>;
  return <Round key={state.round.id} round={state.round} handle={handle} />;
}

function Session({ slug, name, sessionId, onLeave }: { slug: string; name: string; sessionId: string; onLeave: () => void }) {
  const router = useRouter();
  const handle = useJointSession(sessionId);
  const { state, problem } = handle;
  const isOpen = state?.state === "ACTIVE";
  const alone = () => void handle.end().then(() => router.push(`/judge/${slug}`));
  return (
    <main className="flex h-dvh flex-col overflow-hidden bg-stage">
      <header className="flex h-10 shrink-0 items-center gap-3 border-b border-line px-3 text-small text-ink-soft">
        <Link href={`/judge/${slug}`} className="min-w-0 truncate font-medium text-ink hover:underline">
          {name}
        </Link>
        <span className="whitespace-nowrap tabular-nums">{state ? `${state.committed} agreed` : ""}</span>
        {isOpen ? <span className="whitespace-nowrap max-sm:hidden">{state.otherIsHere ? "both here" : "the other is away"}</span> : null}
        <span role="status" className="ml-auto truncate text-loss">
          {state ? problem?.message : ""}
        </span>
        {state && state.state !== "ENDED" ? (
          <Button size="small" variant="ghost" onClick={() => void handle.end()}>
            End session
          </Button>
        ) : (
          <Button size="small" variant="ghost" onClick={onLeave}>
            Another session
          </Button>
        )}
        <ThemeToggle />
      </header>
      {isOpen && !state.otherIsHere ? <Away isLead={state.isLead} onAlone={alone} /> : null}
      <Body slug={slug} handle={handle} />
    </main>
  );
}
