// One event stream for all tabs of this browser. The tab that holds a lock has the connection and passes events on; hidden tabs ask for nothing, and let go.
import { computed, signal } from "@preact/signals";
import { base } from "../state/base";
import { checkSession } from "../state/session";
import { connect, type ConnectionState } from "./connection";
import type { TopicEvent } from "./names";

type Received = { name: string; event: TopicEvent };
type Message =
  | { kind: "want"; tab: string; topics: string[] }
  | { kind: "who" }
  | { kind: "state"; state: ConnectionState; topics: string[] }
  | ({ kind: "event" } & Received);

/** What the server takes for one stream. */
const mostTopics = 32;
/** A tab says again what it wants, so that those that were closed are forgotten. */
const sayAgain = 15_000;
const forgetAfter = 40_000;

const name = `callqueue.events ${base}`;
const tab = Math.random().toString(36).slice(2);
// Browsers offer locks to secure origins alone. Elsewhere each tab has a stream of its own.
const locks = typeof navigator === "undefined" ? undefined : navigator.locks;
const channel = locks && typeof BroadcastChannel !== "undefined" ? new BroadcastChannel(name) : undefined;

const listeners = new Map<string, Set<(event: TopicEvent) => void>>();
const others = new Map<string, { topics: string[]; at: number }>();
const latest = new Map<string, Received>();
const connection = signal<{ state: ConnectionState; topics: string[] }>({ state: "off", topics: [] });
const unavailable = signal<ReadonlySet<string>>(new Set());

/** How news arrives. off: nothing is followed, or the stream can't be had, and pages ask for themselves. */
export const streamState = computed<ConnectionState>(() => (connection.value.state === "live" && unavailable.value.size > 0 ? "reconnecting" : connection.value.state));

/** Whether news of all these topics arrives by itself. */
export const isStreamed = (topics: string[]): boolean =>
  topics.length > 0 && connection.value.state === "live" && topics.every(topic => connection.value.topics.includes(topic) && !unavailable.value.has(topic));

/** Follows topics; the newest event of each is passed on at once where this browser has it. */
export function follow(topics: string[], listener: (event: TopicEvent) => void): () => void {
  for (const topic of topics) {
    const all = listeners.get(topic) ?? new Set();
    listeners.set(topic, all.add(listener));
    const known = isStreamed([topic]) ? latest.get(topic) : undefined;
    if (known) listener(known.event);
  }
  changed();
  return () => {
    for (const topic of topics) {
      const all = listeners.get(topic);
      all?.delete(listener);
      if (all?.size === 0) listeners.delete(topic);
    }
    changed();
  };
}

const wanted = (): string[] => (document.hidden ? [] : [...listeners.keys()]);

let isQueued = false;
function changed(): void {
  // A page that replaces another leaves its topics and follows others in one go.
  if (isQueued) return;
  isQueued = true;
  setTimeout(() => {
    isQueued = false;
    say({ kind: "want", tab, topics: wanted() });
    if (wanted().length > 0) campaign();
    else resign();
    if (isLeader) lead();
  }, 20);
}

let isLeader = false;
let candidacy: AbortController | undefined;
let followed: string[] = [];
let close: (() => void) | undefined;

/** Waits for the lock, and leads while it has it. */
function campaign(): void {
  if (candidacy) return;
  const own = (candidacy = new AbortController());
  const term = () =>
    new Promise<void>(over => {
      if (own.signal.aborted) return over();
      own.signal.addEventListener("abort", () => over());
      isLeader = true;
      say({ kind: "who" });
      lead();
    });
  if (locks) locks.request(name, { signal: own.signal }, term).catch(() => {});
  else void term();
}

function resign(): void {
  candidacy?.abort();
  candidacy = undefined;
  isLeader = false;
  close?.();
  close = undefined;
  followed = [];
  hear({ kind: "state", state: "off", topics: [] });
}

/** Connects to what all tabs want, again when that changes. */
function lead(): void {
  const now = Date.now();
  for (const [id, other] of others) if (now - other.at > forgetAfter) others.delete(id);
  const all = [...new Set([...wanted(), ...[...others.values()].flatMap(other => other.topics)])].slice(0, mostTopics).sort();
  if (close && all.join() === followed.join()) return;
  close?.();
  followed = all;
  for (const topic of latest.keys()) if (!all.includes(topic)) latest.delete(topic);
  tell({ kind: "state", state: connection.value.state, topics: connection.value.topics.filter(topic => all.includes(topic)) });
  close = connect(all, {
    onState: state => tell({ kind: "state", state, topics: all }),
    onEvent: (name, event) => tell({ kind: "event", name, event }),
    onSignedOut: () => void checkSession(),
  });
}

/** To all tabs, this one included. */
function tell(message: Message): void {
  say(message);
  hear(message);
}

function say(message: Message): void {
  channel?.postMessage(message);
}

function hear(message: Message): void {
  switch (message.kind) {
    case "want":
      if (message.topics.length > 0) others.set(message.tab, { topics: message.topics, at: Date.now() });
      else others.delete(message.tab);
      if (!isLeader) return;
      lead();
      say({ kind: "state", ...connection.value });
      for (const topic of message.topics) if (latest.has(topic)) say({ kind: "event", ...latest.get(topic)! });
      return;
    case "who":
      if (wanted().length > 0) say({ kind: "want", tab, topics: wanted() });
      return;
    case "state":
      connection.value = { state: message.state, topics: message.topics };
      if (message.state !== "live") unavailable.value = new Set();
      return;
    case "event": {
      const { topic } = message.event;
      const isDown = message.name === "unavailable";
      if (isDown !== unavailable.value.has(topic)) {
        const down = new Set(unavailable.value);
        unavailable.value = isDown ? down.add(topic) : (down.delete(topic), down);
      }
      latest.set(topic, { name: message.name, event: message.event });
      if (!isDown) for (const listener of listeners.get(topic) ?? []) listener(message.event);
    }
  }
}

if (typeof document !== "undefined") {
  channel?.addEventListener("message", message => hear(message.data as Message));
  document.addEventListener("visibilitychange", changed);
  addEventListener("pagehide", () => (say({ kind: "want", tab, topics: [] }), resign()));
  addEventListener("pageshow", shown => shown.persisted && changed());
  setInterval(() => wanted().length > 0 && changed(), sayAgain);
}
