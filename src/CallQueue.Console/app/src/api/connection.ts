// One connection to the event stream, which is made again whenever it ends.
import { base } from "../state/base";
import { noteDate } from "./clock";
import type { TopicEvent } from "./names";
import { EventParser } from "./sse";

/** off: the server does not offer the stream to this sender. */
export type ConnectionState = "live" | "reconnecting" | "off";

export type ConnectionListener = {
  onEvent: (name: string, event: TopicEvent) => void;
  onState: (state: ConnectionState) => void;
  /** The session is over. */
  onSignedOut: () => void;
};

/** The server sends a comment every ten seconds. */
const longestSilence = 25_000;
const longestWait = 30_000;
const refusedWait = 60_000;

/** Follows topics until the returned function is called. */
export function connect(topics: string[], listener: ConnectionListener): () => void {
  const end = new AbortController();
  const address = `${base}api/events?topics=${encodeURIComponent(topics.join(","))}`;
  let last: string | undefined;
  let failures = 0;

  const read = async (attempt: AbortController): Promise<number> => {
    const response = await fetch(address, { headers: { Accept: "text/event-stream", ...(last && { "Last-Event-ID": last }) }, signal: attempt.signal, credentials: "same-origin", cache: "no-store" });
    if (!response.ok || !response.body) return response.status;
    noteDate(response.headers.get("Date"));
    failures = 0;
    listener.onState("live");
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    const parser = new EventParser();
    for (;;) {
      const silence = setTimeout(() => attempt.abort(), longestSilence);
      const { value, done } = await reader.read().finally(() => clearTimeout(silence));
      if (done) return 0;
      for (const event of parser.push(value)) {
        last = event.id ?? last;
        if (event.name !== "shutdown") listener.onEvent(event.name, JSON.parse(event.data) as TopicEvent);
      }
    }
  };

  const run = async () => {
    while (!end.signal.aborted) {
      const attempt = new AbortController();
      const stop = () => attempt.abort();
      end.signal.addEventListener("abort", stop);
      const status = await read(attempt).catch(() => 0);
      end.signal.removeEventListener("abort", stop);
      if (end.signal.aborted) return;
      failures++;
      if (status === 401) listener.onSignedOut();
      const isRefused = status >= 400 && status < 500;
      listener.onState(isRefused ? "off" : "reconnecting");
      await wait(isRefused ? refusedWait : Math.min(longestWait, 250 * 2 ** failures) * (0.75 + Math.random() / 2), end.signal);
    }
  };

  void run();
  return () => end.abort();
}

/** Also over when the browser is online again. */
function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const over = () => {
      clearTimeout(timer);
      removeEventListener("online", over);
      signal.removeEventListener("abort", over);
      resolve();
    };
    const timer = setTimeout(over, milliseconds);
    addEventListener("online", over);
    signal.addEventListener("abort", over);
  });
}
