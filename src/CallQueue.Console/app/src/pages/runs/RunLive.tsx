import { api } from "../../api/client";
import { secondsSince, useSeconds } from "../../api/clock";
import { callsOf, mostLeases } from "../../api/folds";
import { useLive } from "../../api/live";
import { CallLink } from "../../parts/links";
import { Section } from "../../parts/Page";
import { State } from "../../parts/State";
import { Table } from "../../parts/Table";
import { count, duration } from "../../words/times";

/** The run's calls on the phone. */
export function RunLive({ business, run }: { business: string; run: string }) {
  const { value } = useLive(`live ${business} ${run}`, signal => api.get("/api/calls/active", { business, query: { limit: 200 }, signal }), 2, {
    // Events do not list more.
    topics: now => (now && now.count >= mostLeases ? [] : [`business:${business}`]),
    fold: (_, { leases }) => (leases ? { calls: callsOf(leases), count: leases.length } : undefined),
  });
  useSeconds();
  const calls = (value?.calls ?? []).filter(call => call.run_id === run);
  return (
    <Section title={count(calls.length, "live call")}>
      <Table
        caption="Live calls of this run"
        empty="No call of this run is live."
        rows={calls}
        keyOf={call => call.call_id}
        columns={[
          { head: "Number", kind: "title", cell: call => <CallLink business={business} call={call.call_id} number={call.phone_number} /> },
          { head: "State", cell: call => <State of={call.status} /> },
          { head: "Talking", kind: "number", cell: call => duration(secondsSince(call.answered_at)) },
          { head: "Since dial", kind: "number", cell: call => duration(secondsSince(call.dialed_at)) },
        ]}
      />
    </Section>
  );
}
