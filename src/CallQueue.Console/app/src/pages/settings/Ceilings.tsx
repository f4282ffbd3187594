import type { Business } from "../../api/names";
import { Section } from "../../parts/Page";
import { count, number, span } from "../../words/times";

/** What the operator allows the business at most. */
export function Ceilings({ of: ceilings }: { of: Business["ceilings"] }) {
  const rows: [string, string | null | undefined | false][] = [
    ["Slots", ceilings.slots !== null && number(ceilings.slots)],
    ["Rate limits", ceilings.rate_limits?.map(one => `${count(one.count, "dial")} in ${span(one.period_seconds)}`).join(", ")],
    ["Calling hours", ceilings.window],
    ["Waiting calls", ceilings.waiting_calls !== null && number(ceilings.waiting_calls)],
    ["Caller ids", ceilings.numbers?.join(", ")],
    ["Countries", ceilings.countries?.join(", ")],
    ["Dials in an hour", ceilings.dials_per_hour !== null && number(ceilings.dials_per_hour)],
    ["Dials in a day", ceilings.dials_per_day !== null && number(ceilings.dials_per_day)],
    ["Minutes in a day", ceilings.minutes_per_day !== null && number(ceilings.minutes_per_day)],
    ["Cost in a day", ceilings.cost_per_day !== null && number(ceilings.cost_per_day)],
  ];
  const set = rows.filter(([, value]) => value);
  if (set.length === 0) return null;
  return (
    <Section title="The operator's ceilings">
      <dl class="facts card">
        {set.map(([title, value]) => <><dt>{title}</dt><dd>{value}</dd></>)}
      </dl>
    </Section>
  );
}
