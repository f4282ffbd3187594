// What needs somebody now: why nothing dials, until when, and what to do.
import type { Business, Trunk } from "../../api/names";
import { to } from "../../state/route";
import { holdWords, notable } from "../../words/holds";
import { count, shortTime } from "../../words/times";

export type Need = {
  level: "broken" | "attention" | "waiting";
  /** Whose calls wait; undefined: everybody's. */
  business?: string;
  title: string;
  text: string;
  until?: string | undefined;
  todo?: string | undefined;
  /** What can be done here and now. */
  action?: { kind: "resume" | "confirm-jump" | "reopen"; id: string } | { kind: "link"; address: string; word: string };
};

export function needsOf(businesses: readonly Business[], trunks: readonly Trunk[]): Need[] {
  const needs = [...trunks.flatMap(ofTrunk), ...businesses.flatMap(ofBusiness)];
  const order = { broken: 0, attention: 1, waiting: 2 };
  return needs.sort((a, b) => order[a.level] - order[b.level]);
}

function ofTrunk(trunk: Trunk): Need[] {
  const needs: Need[] = [];
  if (trunk.stop) {
    needs.push({
      level: "broken",
      title: `The carrier account ${trunk.id} rejects every call`,
      text: `${trunk.stop.reason}.`,
      until: `It is tried again at ${shortTime(new Date(trunk.stop.probe_at))}.`,
      todo: "Fix the account at the carrier, then let it dial again.",
      action: { kind: "reopen", id: trunk.id },
    });
  } else if (trunk.paused_until) {
    needs.push({ level: "broken", title: `The carrier account ${trunk.id} is failing`, text: "Several requests failed in a row.", until: `Dialing starts again at ${shortTime(new Date(trunk.paused_until))}.` });
  }
  for (const stop of trunk.business_stops)
    needs.push({ level: "broken", business: stop.business_id, title: "The carrier rejects every call of this business", text: `${stop.reason}.`, until: `It is tried again at ${shortTime(new Date(stop.probe_at))}.`, action: { kind: "reopen", id: trunk.id } });
  return needs;
}

function ofBusiness(business: Business): Need[] {
  const id = business.business_id;
  const waiting = business.counts.waiting + business.counts.delayed;
  const needs: Need[] = [];
  const reasons = new Set(notable(business.held_by));
  if (business.paused) reasons.add("paused");
  for (const reason of reasons) {
    const words = holdWords(reason);
    const isPaused = reason === "paused";
    needs.push({
      level: words.level === "normal" ? "waiting" : words.level,
      business: id,
      title: words.detail ? `${words.title}: ${words.detail}` : words.title,
      text: `${words.text}${waiting > 0 ? ` ${count(waiting, "call")} ${waiting === 1 ? "waits" : "wait"}.` : ""}`,
      until: words.level === "waiting" && business.next_at ? `Next at ${shortTime(new Date(business.next_at))}.` : undefined,
      todo: words.todo,
      action: isPaused ? { kind: "resume", id } : reason.startsWith("jump") ? { kind: "confirm-jump", id } : words.todo ? { kind: "link", address: to("b", id, "settings"), word: "Settings" } : undefined,
    });
  }
  for (const delivery of business.deliveries)
    if (delivery.problem || delivery.given_up > 0)
      needs.push({
        level: "attention",
        business: id,
        title: "Your app does not get its notifications",
        text: `${delivery.to}: ${delivery.problem ?? "some were given up"}. ${count(delivery.pending, "notification")} pending, ${delivery.given_up} given up.`,
        until: delivery.next_at ? `Tried again at ${shortTime(new Date(delivery.next_at))}.` : undefined,
        todo: "Check that the address answers with 2xx.",
        action: { kind: "link", address: to("b", id, "settings"), word: "Settings" },
      });
  return needs;
}
