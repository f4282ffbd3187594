import { secondsSince, useSeconds } from "../../api/clock";
import { CallLink, Name, RunLink } from "../../parts/links";
import { State } from "../../parts/State";
import { Table } from "../../parts/Table";
import { duration } from "../../words/times";
import type { BusinessNow } from "./overview";

/** Everybody who is on the phone, the longest first. */
export function LiveCalls({ businesses, hasOneBusiness }: { businesses: BusinessNow[]; hasOneBusiness: boolean }) {
  useSeconds();
  const calls = businesses.flatMap(({ business, calls }) => calls.map(call => ({ ...call, business: business.business_id })));
  return (
    <Table
      caption="Live calls"
      empty="No call is live."
      rows={calls.sort((a, b) => (b.age_seconds ?? 0) - (a.age_seconds ?? 0)).slice(0, 50)}
      keyOf={call => `${call.business} ${call.call_id}`}
      columns={[
        { head: "Number", kind: "title", cell: call => <CallLink business={call.business} call={call.call_id} number={call.phone_number} /> },
        !hasOneBusiness && { head: "Business", cell: call => <Name of={call.business} /> },
        { head: "State", cell: call => <State of={call.status} /> },
        { head: "Talking", kind: "number", cell: call => duration(secondsSince(call.answered_at)) },
        { head: "Since dial", kind: "number", cell: call => duration(secondsSince(call.dialed_at)) },
        { head: "Run", cell: call => (call.run_id ? <RunLink business={call.business} run={call.run_id} /> : <span class="faint">–</span>) },
      ]}
    />
  );
}
