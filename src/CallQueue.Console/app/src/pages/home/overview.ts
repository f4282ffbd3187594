// What the home page asks for, in one go.
import { listBusinesses } from "../../api/businesses";
import { api } from "../../api/client";
import { callsOf, runsAfter } from "../../api/folds";
import type { Streamed } from "../../api/live";
import type { ActiveCall, Business, Run, Trunk } from "../../api/names";

export type BusinessNow = { business: Business; runs: Run[]; calls: ActiveCall[] };
export type Overview = { businesses: BusinessNow[]; total: number; trunks: Trunk[]; isSimulated: boolean };

/** Runs and live calls are asked of so many businesses, the busiest; of the others only their counts are shown. */
export const detailed = 8;

export async function loadOverview(isOperator: boolean, own: string, signal: AbortSignal): Promise<Overview> {
  const [page, trunks] = isOperator
    ? await Promise.all([listBusinesses(200, signal), api.get("/api/trunks", { signal })])
    : [{ businesses: [await api.get("/api/businesses/{id}", { path: { id: own }, signal })], total: 1 }, { trunks: [] }];
  const busiest = [...page.businesses].sort((a, b) => workOf(b) - workOf(a));
  const businesses = await Promise.all(busiest.map(async (business, place): Promise<BusinessNow> => {
    if (place >= detailed || business.counts.total === 0) return { business, runs: [], calls: [] };
    const id = business.business_id;
    const [runs, active] = await Promise.all([
      api.get("/api/runs", { business: id, query: { limit: 8 }, signal }),
      business.counts.active > 0 ? api.get("/api/calls/active", { business: id, query: { limit: 60 }, signal }) : { calls: [] },
    ]);
    return { business, runs: runs.runs, calls: active.calls };
  }));
  return { businesses, total: page.total, trunks: trunks.trunks, isSimulated: trunks.trunks.some(trunk => trunk.carrier === "simulated") || page.businesses.some(one => one.settings.carrier === "simulated") };
}

/** News of the businesses that are shown in detail, and of the carrier accounts. */
export const overviewStream = (isOperator: boolean): Streamed<Overview> => ({
  topics: now => (now ? [...now.businesses.slice(0, detailed).map(one => `business:${one.business.business_id}`), ...(isOperator ? ["trunks"] : [])] : []),
  fold: (now, event) => {
    if (event.trunks) return { ...now, trunks: event.trunks };
    const { business, leases } = event;
    const known = now.businesses.find(one => one.business.business_id === business?.business_id);
    if (!business || !leases || !known) return now;
    const runs = runsAfter(known.runs, event, business.business_id, true);
    return runs && { ...now, businesses: now.businesses.map(one => (one === known ? { business, runs, calls: callsOf(leases) } : one)) };
  },
});

const workOf = ({ counts }: Business): number => counts.active * 1000 + Math.min(999, counts.waiting + counts.delayed);
