import type { RunPlan } from "../../api/names";
import { HourChart } from "../../parts/HourChart";
import { OutcomeBar } from "../../parts/Outcomes";
import { Time } from "../../parts/Time";
import { outcomes } from "../../words/states";
import { count, duration, number } from "../../words/times";

/** How the campaign would go, as the server worked it out on virtual time. */
export function Forecast({ plan }: { plan: RunPlan }) {
  const parts = outcomes.map(name => ({ name, count: plan.counts[name] ?? 0 })).filter(part => part.count > 0);
  return (
    <section class="card stack" aria-labelledby="forecast">
      <h3 id="forecast">Forecast</h3>
      <dl class="numbers">
        <div><dt>Begins</dt><dd><Time at={plan.starts_at} /></dd></div>
        <div><dt>Ends</dt><dd>{plan.ends_at ? <Time at={plan.ends_at} /> : "not within the forecast"}</dd></div>
        <div><dt>Dials</dt><dd>{number(plan.dials)}</dd></div>
        <div><dt>Live at once</dt><dd>{number(plan.most_live)}</dd></div>
        <div><dt>Conversation</dt><dd>{duration(plan.talk_seconds)}</dd></div>
        <div><dt>Billed minutes</dt><dd>{number(plan.billed_minutes)}</dd></div>
        {plan.cost !== null && <div><dt>Cost</dt><dd>{number(plan.cost)}</dd></div>}
        {plan.never_dialed.count > 0 && <div><dt>Never dialed</dt><dd>{count(plan.never_dialed.count, "person", "people")}</dd></div>}
      </dl>
      <OutcomeBar parts={parts} label="Outcomes in the forecast" />
      {plan.hours.length > 1 && <HourChart hours={plan.hours.map(hour => ({ from: hour.from, values: [hour.dials, hour.answered] }))} names={["Dials", "Answered"]} label="Dials and answers by hour" />}
      <p class="faint">As if the queue were empty, with the share of answers and the conversations that you assume.</p>
    </section>
  );
}
