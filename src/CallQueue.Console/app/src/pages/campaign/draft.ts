// A campaign that is being written: the list, what its columns mean, and how to call.
import { computed, signal } from "@preact/signals";
import { api } from "../../api/client";
import type { DryRun } from "../../api/names";
import { previewOf, type Preview } from "./csv";

/** The part of a list that is looked into for the preview. */
const looked = 256 * 1024;

export type List = { name: string; content: Blob; type: string; preview: Preview; isWhole: boolean };

export type Draft = {
  runId: string;
  /** The column of the number; empty: found by its header. */
  phone: string;
  /** The columns of other fields, by field; a missing one is found by its header. */
  map: Record<string, string>;
  country: string;
  message: string;
  window: string;
  timezone: string;
  startAt: string;
  deadline: string;
  priority: string;
  retries: string;
  retryMinutes: string;
  recording: boolean;
  skipInvalid: boolean;
  allowDuplicates: boolean;
  again: boolean;
  answerPercent: string;
  talkSeconds: string;
  pricePerMinute: string;
};

const empty: Draft = {
  runId: "", phone: "", map: {}, country: "", message: "", window: "", timezone: "", startAt: "", deadline: "", priority: "normal", retries: "", retryMinutes: "30",
  recording: false, skipInvalid: false, allowDuplicates: false, again: false, answerPercent: "50", talkSeconds: "60", pricePerMinute: "",
};

export const list = signal<List | undefined>(undefined);
export const draft = signal<Draft>(empty);
/** The server's answer to the last check, and the draft that it is about. */
export const checked = signal<{ answer: DryRun; draft: Draft; list: List } | undefined>(undefined);
/** Whether what was checked is what would be sent. */
export const isCurrent = computed(() => checked.value?.draft === draft.value && checked.value.list === list.value);

export function change(values: Partial<Draft>): void {
  draft.value = { ...draft.value, ...values };
}

export function clear(): void {
  list.value = undefined;
  draft.value = empty;
  checked.value = undefined;
}

const types: Record<string, string> = { json: "application/json", jsonl: "application/x-ndjson", ndjson: "application/x-ndjson", tsv: "text/tab-separated-values" };

export async function take(name: string, content: Blob): Promise<void> {
  const preview = previewOf(await textOf(content.slice(0, looked)));
  const ending = name.split(".").pop()!.toLowerCase();
  const type = types[ending] ?? (preview.isCsv ? "text/csv" : /^\s*\[/.test(await content.slice(0, 64).text()) ? "application/json" : "application/x-ndjson");
  list.value = { name, content, type, preview, isWhole: content.size <= looked };
  draft.value = { ...draft.value, runId: nameOf(name), phone: "", map: {} };
  checked.value = undefined;
}

/** Spreadsheets also write UTF-16. */
async function textOf(content: Blob): Promise<string> {
  const bytes = new Uint8Array(await content.arrayBuffer());
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}

/** A name for the run out of the file's: spring-leads-1201-1405. */
function nameOf(file: string): string {
  const plain = file.replace(/\.[^.]*$/, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "campaign";
  const now = new Date(), two = (value: number) => String(value).padStart(2, "0");
  return `${plain}-${two(now.getMonth() + 1)}${two(now.getDate())}-${two(now.getHours())}${two(now.getMinutes())}`;
}

export async function check(business: string): Promise<void> {
  const [written, file] = [draft.value, list.value!];
  const answer = (await send(business, written, file, true)) as DryRun;
  checked.value = { answer, draft: written, list: file };
}

/** Queues the campaign; the answer names its run. */
export async function start(business: string): Promise<string> {
  const answer = await send(business, draft.value, list.value!, false);
  clear();
  return answer.run_id;
}

const numberOf = (text: string): number | undefined => (text.trim() === "" ? undefined : Number(text.replace(",", ".")));
const instantOf = (local: string): string | undefined => (local === "" ? undefined : new Date(local).toISOString());

function send(business: string, written: Draft, file: List, isDry: boolean) {
  const retries = numberOf(written.retries);
  const talk = numberOf(written.talkSeconds), answers = numberOf(written.answerPercent);
  return api.post("/api/runs", {
    business,
    raw: { type: file.type, content: file.content },
    query: {
      dry_run: isDry || undefined,
      run_id: written.runId.trim() || undefined,
      file_name: file.name,
      phone_column: written.phone ? [written.phone] : undefined,
      map: Object.entries(written.map).filter(([, column]) => column !== "").map(([field, column]) => `${field}=${column}`),
      country: written.country.trim() || undefined,
      message: written.message.trim() || undefined,
      window: written.window.trim() || undefined,
      timezone: written.timezone.trim() || undefined,
      scheduled_at: instantOf(written.startAt),
      deadline: instantOf(written.deadline),
      priority: written.priority === "normal" ? undefined : (written.priority as "urgent"),
      max_retries: retries,
      retry_delay: retries ? (numberOf(written.retryMinutes) ?? 30) * 60 : undefined,
      recording_enabled: written.recording || undefined,
      skip_invalid: written.skipInvalid || undefined,
      allow_duplicates: written.allowDuplicates || undefined,
      again: written.again || undefined,
      answer_rate: answers === undefined ? undefined : answers / 100,
      talk_seconds: talk,
      price_per_minute: numberOf(written.pricePerMinute),
    },
  });
}
