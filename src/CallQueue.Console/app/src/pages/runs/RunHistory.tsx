import { api } from "../../api/client";
import { useLive } from "../../api/live";
import { HourChart } from "../../parts/HourChart";
import { Section } from "../../parts/Page";
import { answerRates, byHour } from "../../words/history";

/** When a run's calls were dialed and answered: by hour over the last two days, or by day where that shows nothing. */
export function RunHistory({ business, run, isOpen }: { business: string; run: string; isOpen: boolean }) {
  const { value } = useLive(
    `history ${business} ${run}`,
    async signal => {
      const of = (resolution: "ten_minutes" | "day") => api.get("/api/history", { business, query: { run_id: run, resolution }, signal }).then(one => byHour(one.buckets));
      const hours = await of("ten_minutes");
      return hours.length > 0 ? { spans: hours, span: "hour" } : { spans: await of("day"), span: "day" };
    },
    isOpen ? 30 : 0,
  );
  if (!value || value.spans.length === 0) return null;
  const head = value.span === "hour" ? "Hour" : "Day";
  return (
    <Section title="Over time">
      <div class="charts">
        <HourChart hours={value.spans} names={["Dials", "Answered", "Not answered"]} label={`Dials, answers and other ends by ${value.span}`} head={head} />
        <HourChart hours={answerRates(value.spans)} names={["Answer rate in percent"]} label={`Answer rate by ${value.span}`} head={head} />
      </div>
    </Section>
  );
}
