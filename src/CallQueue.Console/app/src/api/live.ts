// Answers that stay current: by the browser's one event stream where it has news of them, else asked again every few seconds. Nothing is asked in a hidden tab.
import { useEffect, useRef, useState } from "preact/hooks";
import { ApiProblem } from "./problem";
import type { TopicEvent } from "./names";
import { follow, isStreamed } from "./stream";
import { checkSession } from "../state/session";

export type Live<T> = {
  /** The last answer; undefined before the first. */
  value: T | undefined;
  /** Why the last request failed; undefined when it did not. */
  problem: ApiProblem | undefined;
  /** Asks again now, such as after a change. */
  refresh: () => void;
};

/** How events change an answer. */
export type Streamed<T> = {
  /** What to follow, by the last answer; [] asks every few seconds. */
  topics: (value: T | undefined) => string[];
  /** The answer after an event; undefined: it must be asked for again. */
  fold: (value: T, event: TopicEvent) => T | undefined;
};

const longestWait = 30;
/** Between two requests while events arrive: for what they do not show. */
const streamedPause = 30;
/** Events that an answer can't be made from are not followed by more requests than that, in seconds. */
const shortestPause = 2;

/**
 * @param key Names what is asked for. A change of it drops the former answer.
 * @param load Asks.
 * @param seconds Between an answer and the next request; 0: asks once.
 * @param stream The events that keep it current.
 */
export function useLive<T>(key: string, load: (signal: AbortSignal) => Promise<T>, seconds = 2, stream?: Streamed<T>): Live<T> {
  const [state, setState] = useState<{ key: string; value?: T; problem?: ApiProblem }>({ key });
  const isCurrent = state.key === key;
  const topics = stream?.topics(isCurrent ? state.value : undefined) ?? [];
  const streamed = isStreamed(topics);
  const latest = useRef({ load, stream, streamed });
  latest.current = { load, stream, streamed };
  const asking = useRef({ ask: () => {}, onEvent: (_: TopicEvent) => {} });

  useEffect(() => {
    const end = new AbortController();
    let timer = 0;
    let failures = 0;
    let isAsking = false;
    let isAskedAgain = false;
    let askedAt = 0;
    let value: T | undefined;
    // Those that arrive during a request: its answer may be older.
    let meanwhile: TopicEvent[] = [];

    const next = (wait: number) => {
      clearTimeout(timer);
      if (wait > 0 && !document.hidden && !end.signal.aborted) timer = window.setTimeout(run, wait * 1000);
    };
    const usual = () => (latest.current.streamed && seconds > 0 ? Math.max(seconds, streamedPause) : seconds);
    const fold = (event: TopicEvent): boolean => {
      const folded = value === undefined ? undefined : latest.current.stream?.fold(value, event);
      if (folded === undefined) return false;
      value = folded;
      return true;
    };
    const run = async () => {
      clearTimeout(timer);
      if (isAsking) {
        isAskedAgain = true;
        return;
      }
      isAsking = true;
      isAskedAgain = false;
      meanwhile = [];
      askedAt = Date.now();
      try {
        value = await latest.current.load(end.signal);
        failures = 0;
        for (const event of meanwhile) fold(event);
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
      else next(failures === 0 ? usual() : Math.min(longestWait, Math.max(seconds, 2) * 2 ** Math.min(failures, 5)));
    };
    const shown = () => {
      if (document.hidden) clearTimeout(timer);
      else if (seconds > 0) void run();
    };

    asking.current = {
      ask: () => void run(),
      onEvent: event => {
        if (isAsking) meanwhile.push(event);
        else if (fold(event)) setState({ key, value });
        else if (value !== undefined) next(Math.max(0.01, shortestPause - (Date.now() - askedAt) / 1000));
      },
    };
    document.addEventListener("visibilitychange", shown);
    void run();
    return () => {
      end.abort();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", shown);
    };
  }, [key, seconds]);

  const followed = topics.join();
  useEffect(() => (followed ? follow(followed.split(","), event => asking.current.onEvent(event)) : undefined), [key, followed]);

  // Once news does not arrive any more, it is asked for at once.
  const was = useRef(streamed);
  useEffect(() => {
    if (was.current && !streamed && followed && !document.hidden) asking.current.ask();
    was.current = streamed;
  }, [streamed, followed]);

  return { value: isCurrent ? state.value : undefined, problem: isCurrent ? state.problem : undefined, refresh: () => asking.current.ask() };
}
