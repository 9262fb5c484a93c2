"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { JointStateView } from "#lib/joint/index.ts";
import { post, PostFailure } from "../../../_pair/post.ts";

const ASK_MS = 1_000;

/** A session as the server has it, asked every second; a change answers with the new state at once. */
export function useJointSession(sessionId: string) {
  const [state, setState] = useState<JointStateView>();
  const [problem, setProblem] = useState<{ code: string; message: string } | null>(null);
  const path = `/api/v1/joint/${sessionId}`;
  // An answer to a question that was asked before a change must not put the change back.
  const changes = useRef(0);
  const refresh = useCallback(async () => {
    const before = changes.current;
    try {
      const answer = await post<JointStateView>(`${path}/state`);
      if (before !== changes.current) return;
      setState(answer);
      setProblem((shown) => (shown?.code === "offline" ? null : shown));
    } catch (error) {
      if (error instanceof PostFailure) setProblem({ code: error.code, message: error.message });
    }
  }, [path]);
  const isOver = state?.state === "ENDED";
  useEffect(() => {
    if (isOver) return;
    let timer: ReturnType<typeof setTimeout>;
    const ask = () => void refresh().finally(() => (timer = setTimeout(ask, ASK_MS)));
    timer = setTimeout(ask, 0);
    return () => clearTimeout(timer);
  }, [refresh, isOver]);
  const change = async (verb: "answer" | "propose" | "confirm" | "give-back", body: unknown) => {
    changes.current += 1;
    try {
      setState(await post<JointStateView>(`${path}/${verb}`, body));
      setProblem(null);
    } catch (error) {
      if (!(error instanceof PostFailure)) throw error;
      setProblem({ code: error.code, message: error.message });
    } finally {
      changes.current += 1;
    }
  };
  const end = async () => {
    changes.current += 1;
    await post(`${path}/end`).catch((error: unknown) => error instanceof PostFailure && setProblem({ code: error.code, message: error.message }));
    await refresh();
  };
  return { state, problem, change, end };
}

export type JointSessionHandle = ReturnType<typeof useJointSession>;
