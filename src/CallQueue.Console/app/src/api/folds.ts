// What events make of answers that a page already has.
import { secondsSince } from "./clock";
import type { ActiveCall, Lease, Run, TopicEvent } from "./names";
import { isOpenRun } from "../words/states";

/** So many leases does an event list. */
export const mostLeases = 100;

/** The calls of an event's leases, as a list of live calls has them. */
export const callsOf = (leases: Lease[]): ActiveCall[] =>
  leases.map(({ leased_at: _, ...call }) => ({ ...call, age_seconds: secondsSince(call.dialed_at), talk_seconds: secondsSince(call.answered_at) }));

/**
 * A list of runs after an event of their business: those that go on are replaced. Undefined when it has to be asked for again, since one has ended.
 * @param takesNew Whether runs that are not in the list belong before it.
 */
export function runsAfter(list: Run[], event: TopicEvent, business: string, takesNew: boolean): Run[] | undefined {
  const going = new Map((event.runs ?? []).map(run => [run.run_id, run]));
  const known = new Set(list.filter(run => run.business_id === business).map(run => run.run_id));
  if (list.some(run => run.business_id === business && isOpenRun(run.status) && !going.has(run.run_id))) return undefined;
  if (takesNew && [...going.keys()].some(id => !known.has(id))) return undefined;
  return list.map(run => (run.business_id === business && going.has(run.run_id) ? { ...run, ...going.get(run.run_id)! } : run));
}
