import { describe, expect, it } from "vitest";
import type { HistoryBucket } from "../api/names";
import { answerRates, byHour, lastHour } from "./history";

const none = { completed: 0, busy: 0, no_answer: 0, failed: 0, canceled: 0, rejected: 0, expired: 0, blocked: 0, voicemail: 0, no_agent: 0 };
const bucket = (at: string, dialed: number, answered: number, busy = 0): HistoryBucket => ({
  at, submitted: 0, dialed, answered, outcomes: { ...none, completed: answered, busy, canceled: 5 }, talk_seconds: 0, live: 0, waiting: 0, held_seconds: {},
});

describe("the last hour", () => {
  const now = Date.parse("2026-11-30T10:30:20Z");
  it("has sixty minutes, the present one last, also without any call", () => {
    const hour = lastHour([], now);
    expect([hour.length, hour[0]!.from, hour[59]!.from]).toEqual([60, "2026-11-30T09:31:00.000Z", "2026-11-30T10:30:00.000Z"]);
  });
  it("adds businesses up and leaves out what is older or of the future", () => {
    const hour = lastHour([[bucket("2026-11-30T10:29:00Z", 3, 1, 2)], [bucket("2026-11-30T10:29:00Z", 1, 1), bucket("2026-11-30T08:00:00Z", 9, 9), bucket("2026-11-30T11:00:00Z", 9, 9)]], now);
    expect(hour[58]!.values).toEqual([4, 2, 2]);
    expect(hour.reduce((sum, one) => sum + one.values[0]!, 0)).toBe(4);
  });
});

describe("hours of a run", () => {
  const hours = byHour([bucket("2026-11-30T08:50:00Z", 0, 0), bucket("2026-11-30T09:00:00Z", 2, 1, 1), bucket("2026-11-30T09:50:00Z", 2, 2), bucket("2026-11-30T10:00:00Z", 0, 0), bucket("2026-11-30T11:00:00Z", 1, 0, 1)]);
  it("begin and end with calls", () => expect(hours.map(hour => hour.values)).toEqual([[4, 3, 1], [0, 0, 0], [1, 0, 1]]));
  it("have an answer rate", () => expect(answerRates(hours).map(hour => hour.values[0])).toEqual([75, 0, 0]));
  it("are none without calls", () => expect(byHour([bucket("2026-11-30T08:50:00Z", 0, 0)])).toEqual([]));
});
