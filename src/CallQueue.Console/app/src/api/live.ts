// Answers that stay current: asked again every few seconds while somebody looks at the page, and not at all in a hidden tab.
// When the API has one event stream per browser (/api/events), only this file changes.
import { useEffect, useRef, useState } from "preact/hooks";
import { ApiProblem } from "./problem";
import { checkSession } from "../state/session";

export type Live<T> = {
  /** The last answer; undefined before the first. */
  value: T | undefined;
  /** Why the last request failed; undefined when it did not. */
  problem: ApiProblem | undefined;
  /** Asks again now, such as after a change. */
  refresh: () => void;
};

const longestWait = 30;

/**
 * @param key Names what is asked for. A change of it drops the former answer.
 * @param load Asks.
 * @param seconds Between an answer and the next request; 0: asks once.
 */
export function useLive<T>(key: string, load: (signal: AbortSignal) => Promise<T>, seconds = 2): Live<T> {
  const [state, setState] = useState<{ key: string; value?: T; problem?: ApiProblem }>({ key });
  const latest = useRef(load);
  latest.current = load;
  const ask = useRef<() => void>(() => {});

  useEffect(() => {
    const end = new AbortController();
    let timer = 0;
    let failures = 0;
    let isAsking = false;
    let isAskedAgain = false;

    const next = (wait: number) => {
      clearTimeout(timer);
      if (wait > 0 && !document.hidden && !end.signal.aborted) timer = window.setTimeout(run, wait * 1000);
    };
    const run = async () => {
      clearTimeout(timer);
      if (isAsking) {
        isAskedAgain = true;
        return;
      }
      isAsking = true;
      isAskedAgain = false;
      try {
        const value = await latest.current(end.signal);
        failures = 0;
        if (!end.signal.aborted) setState({ key, value });
      } catch (error) {
        if (end.signal.aborted) return;
        failures++;
        const problem = error instanceof ApiProblem ? error : new ApiProblem(0, "This page failed", String(error));
        if (problem.status === 401) void checkSession();
        setState(former => ({ key, value: former.key === key ? former.value : undefined, problem }));
      } finally {
        isAsking = false;
      }
      if (isAskedAgain) void run();
      else next(failures === 0 ? seconds : Math.min(longestWait, Math.max(seconds, 2) * 2 ** Math.min(failures, 5)));
    };
    const shown = () => {
      if (document.hidden) clearTimeout(timer);
      else if (seconds > 0) void run();
    };

    ask.current = () => void run();
    document.addEventListener("visibilitychange", shown);
    void run();
    return () => {
      end.abort();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", shown);
    };
  }, [key, seconds]);

  const isCurrent = state.key === key;
  return { value: isCurrent ? state.value : undefined, problem: isCurrent ? state.problem : undefined, refresh: () => ask.current() };
}
