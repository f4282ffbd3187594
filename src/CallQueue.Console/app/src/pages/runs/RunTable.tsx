import type { Run } from "../../api/names";
import { Name, RunLink } from "../../parts/links";
import { OutcomeBar, partsOf } from "../../parts/Outcomes";
import { State } from "../../parts/State";
import { Table } from "../../parts/Table";
import { Time } from "../../parts/Time";
import { number, percent } from "../../words/times";

/** Calls of a run that are over. */
export const endedOf = (run: Run): number => run.total - run.queued - run.delayed - run.active;

export function RunTable({ runs, hasBusiness = false, empty = "No runs." }: { runs: Run[]; hasBusiness?: boolean; empty?: string }) {
  return (
    <Table
      caption="Runs"
      rows={runs}
      empty={empty}
      keyOf={run => `${run.business_id} ${run.run_id}`}
      columns={[
        { head: "Run", kind: "title", cell: run => <RunLink business={run.business_id} run={run.run_id} /> },
        hasBusiness && { head: "Business", cell: run => <Name of={run.business_id} /> },
        { head: "State", cell: run => <State of={run.status} /> },
        { head: "Progress", kind: "wide", cell: run => <OutcomeBar parts={partsOf(run.outcomes, run.queued + run.delayed, run.active)} label={`Run ${run.run_id}`} hasLegend={false} /> },
        { head: "Calls over", kind: "number", cell: run => `${number(endedOf(run))} of ${number(run.total)}` },
        { head: "Completed", kind: "number", cell: run => percent(run.outcomes.completed, endedOf(run)) },
        { head: "Ended", cell: run => <Time at={run.ended_at} /> },
      ]}
    />
  );
}
