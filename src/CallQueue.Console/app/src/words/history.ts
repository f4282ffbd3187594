// Buckets of the history, prepared for charts.
import type { HistoryBucket } from "../api/names";
import type { Hour } from "../parts/HourChart";

const minute = 60_000;
const hour = 60 * minute;

/** Ends of calls that were dialed and that nobody answered. */
export const unansweredOf = ({ outcomes }: Pick<HistoryBucket, "outcomes">): number => outcomes.busy + outcomes.no_answer + outcomes.failed + outcomes.rejected;

/** The last 60 minutes up to now, of all series together: dials, answered, not answered. */
export function lastHour(series: HistoryBucket[][], now: number): Hour[] {
  const last = Math.floor(now / minute) * minute;
  const minutes = Array.from({ length: 60 }, (_, place) => ({ from: new Date(last - (59 - place) * minute).toISOString(), values: [0, 0, 0] }));
  for (const bucket of series.flat()) {
    const at = minutes[59 - (last - Date.parse(bucket.at)) / minute];
    if (!at) continue;
    [bucket.dialed, bucket.answered, unansweredOf(bucket)].forEach((value, place) => (at.values[place]! += value));
  }
  return minutes;
}

/** Dials, answered and not answered by hour, or by day where the buckets are days. Hours without a dial or an end between others are there too. */
export function byHour(buckets: HistoryBucket[]): Hour[] {
  const hours = new Map<number, number[]>();
  for (const bucket of buckets) {
    const from = Math.floor(Date.parse(bucket.at) / hour) * hour;
    const values = hours.get(from) ?? [0, 0, 0];
    hours.set(from, [values[0]! + bucket.dialed, values[1]! + bucket.answered, values[2]! + unansweredOf(bucket)]);
  }
  const all = [...hours].map(([from, values]) => ({ from: new Date(from).toISOString(), values }));
  const isBusy = ({ values }: Hour) => values.some(value => value > 0);
  return all.slice(all.findIndex(isBusy), all.findLastIndex(isBusy) + 1);
}

/** The share of answered calls among those that were dialed and ended, in percent; 0 where none ended. */
export const answerRates = (hours: Hour[]): Hour[] =>
  hours.map(({ from, values: [, answered, unanswered] }) => ({ from, values: [answered! + unanswered! === 0 ? 0 : Math.round((100 * answered!) / (answered! + unanswered!))] }));
