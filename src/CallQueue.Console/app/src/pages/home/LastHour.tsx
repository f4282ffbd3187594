import { api } from "../../api/client";
import { useLive } from "../../api/live";
import { HourChart } from "../../parts/HourChart";
import { Section } from "../../parts/Page";
import { lastHour } from "../../words/history";

/** Dials, answers and other ends of the last hour, minute by minute, of the businesses together. */
export function LastHour({ businesses }: { businesses: string[] }) {
  const { value } = useLive(
    `last hour ${businesses.join(" ")}`,
    async signal => {
      const all = await Promise.all(businesses.map(business => api.get("/api/history", { business, query: { resolution: "minute" }, signal })));
      return lastHour(all.map(one => one.buckets), Date.now());
    },
    20,
  );
  if (!value || !value.some(minute => minute.values.some(one => one > 0))) return null;
  return (
    <Section title="The last hour">
      <HourChart hours={value} names={["Dials", "Answered", "Not answered"]} label="Dials, answers and other ends by minute" head="Minute" />
    </Section>
  );
}
