import { ago, fullTime, inZone, shortTime } from "../words/times";

/** A time in the viewer's zone; the whole date and the business's own time are in its tooltip. */
export function Time({ at, zone, isRelative }: { at: string | null | undefined; zone?: string | null | undefined; isRelative?: boolean }) {
  if (!at) return <span class="faint">–</span>;
  const date = new Date(at);
  const there = inZone(date, zone);
  return (
    <time dateTime={at} title={there ? `${fullTime(date)}\n${there}` : fullTime(date)}>
      {isRelative ? ago(date) : shortTime(date)}
      {there && !isRelative && <small class="faint"> ({there})</small>}
    </time>
  );
}
