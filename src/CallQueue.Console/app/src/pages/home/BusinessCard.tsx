import { OutcomeBar, partsOf } from "../../parts/Outcomes";
import { Slots } from "../../parts/Slots";
import { State } from "../../parts/State";
import { base } from "../../state/base";
import { to } from "../../state/route";
import { isOpenRun } from "../../words/states";
import { count, number, percent } from "../../words/times";
import type { BusinessNow } from "./overview";

/** One business now: its slots, its queue and its open runs. */
export function BusinessCard({ now: { business, runs, calls } }: { now: BusinessNow }) {
  const { counts, effective, business_id: id } = business;
  const open = runs.filter(run => isOpenRun(run.status));
  return (
    <article class="card stack">
      <header class="spread">
        <h3>
          <a class="name" href={base + to("b", id, "runs")}>
            {id}
          </a>
        </h3>
        {business.paused ? <State of="paused" /> : <span class="faint">{number(counts.active)} of {count(effective.slots, "slot")} in use</span>}
      </header>
      <Slots slots={effective.slots} active={counts.active} calls={calls} />
      <p class="faint">
        {counts.waiting === 0 ? "No call" : count(counts.waiting, "call")} waiting{counts.delayed > 0 && `, ${number(counts.delayed)} scheduled for later`}
      </p>
      {open.map(run => (
        <div key={run.run_id}>
          <div class="spread">
            <a class="name" href={base + to("b", id, "runs", run.run_id)}>
              {run.run_id}
            </a>
            <span class="faint">
              {run.status === "paused" && "paused, "}
              {number(run.total - run.queued - run.delayed - run.active)} of {number(run.total)} ({percent(run.total - run.queued - run.delayed - run.active, run.total)})
            </span>
          </div>
          <OutcomeBar parts={partsOf(run.outcomes, run.queued + run.delayed, run.active)} label={`Run ${run.run_id}`} hasLegend={false} />
        </div>
      ))}
    </article>
  );
}
