import { describe, expect, it } from "vitest";
import { callsOf, runsAfter } from "./folds";
import type { Lease, Run } from "./names";

const run = (run_id: string, status: string, queued = 0): Run => ({ run_id, status, queued, business_id: "clinic" }) as Run;
const event = (...runs: Run[]) => ({ topic: "business:clinic", runs });

describe("a list of runs", () => {
  it("replaces those that go on and keeps the rest", () =>
    expect(runsAfter([run("a", "running", 9), run("b", "completed")], event(run("a", "running", 7)), "clinic", false)!.map(one => one.queued)).toEqual([7, 0]));
  it("is asked for again when one has ended or a new one began", () => {
    expect(runsAfter([run("a", "running")], event(), "clinic", false)).toBeUndefined();
    expect(runsAfter([], event(run("a", "running")), "clinic", true)).toBeUndefined();
    expect(runsAfter([], event(run("a", "running")), "clinic", false)).toEqual([]);
  });
  it("leaves runs of other businesses alone", () =>
    expect(runsAfter([{ ...run("a", "running"), business_id: "other" }], event(), "clinic", true)).toHaveLength(1));
});

it("shows leases as live calls with their age", () => {
  const lease = { call_id: "a-0", run_id: "a", phone_number: "+12025550101", status: "dialing", call_sid: null, leased_at: "2026-11-30T09:00:00Z", dialed_at: null, answered_at: null } as Lease;
  const [call] = callsOf([lease]);
  expect(call).toEqual({ call_id: "a-0", run_id: "a", phone_number: "+12025550101", status: "dialing", call_sid: null, dialed_at: null, answered_at: null, age_seconds: null, talk_seconds: null });
});
