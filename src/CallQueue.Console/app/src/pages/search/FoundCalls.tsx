import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { useLive } from "../../api/live";
import type { FoundCall } from "../../api/names";
import { ApiProblem } from "../../api/problem";
import { CallLink, Name, RunLink } from "../../parts/links";
import { Loading, Problem } from "../../parts/Page";
import { State } from "../../parts/State";
import { Table } from "../../parts/Table";
import { Time } from "../../parts/Time";

export type Criteria = { number?: string; number_ending?: string; custom_call_id?: string; carrier_call_id?: string; lead_id?: string; campaign_id?: string; run_id?: string; state?: string; from?: string; to?: string };
const size = 50;

/** Calls by criteria: the first page stays current, more are loaded on demand. */
export function FoundCalls({ business, criteria, seconds, hasRun = false }: { business: string; criteria: Criteria; seconds: number; hasRun?: boolean }) {
  const key = `${business} ${JSON.stringify(criteria)}`;
  const first = useLive(`search ${key}`, signal => api.get("/api/calls/search", { business, query: { ...criteria, limit: size }, signal }), seconds);
  const [more, setMore] = useState<{ key: string; calls: FoundCall[]; cursor?: string | null }>({ key, calls: [] });
  const [problem, setProblem] = useState<ApiProblem>();
  if (!first.value) return first.problem ? <Problem of={first.problem} /> : <Loading />;

  const later = more.key === key ? more : { key, calls: [], cursor: undefined };
  const cursor = later.calls.length > 0 ? later.cursor : first.value.cursor;
  const known = new Set(first.value.calls.map(call => call.call_id));
  const calls = [...first.value.calls, ...later.calls.filter(call => !known.has(call.call_id))];

  async function loadMore() {
    try {
      const page = await api.get("/api/calls/search", { business, query: { ...criteria, limit: size, cursor: cursor ?? undefined } });
      setMore({ key, calls: [...later.calls, ...page.calls], cursor: page.cursor });
      setProblem(undefined);
    } catch (error) {
      if (error instanceof ApiProblem) setProblem(error);
    }
  }

  return (
    <>
      <Problem of={first.problem ?? problem} isStale />
      {first.value.notes?.map(note => <p key={note} class="faint">{note}</p>)}
      <Table
        caption="Calls"
        rows={calls}
        empty="No call matches."
        keyOf={call => call.call_id}
        columns={[
          { head: "Number", kind: "title", cell: call => <CallLink business={business} call={call.call_id} number={call.phone_number} /> },
          { head: "Name", cell: call => <Name of={call.name} /> },
          { head: "State", cell: call => <State of={call.status} /> },
          { head: "Attempts", kind: "number", cell: call => call.attempts_made },
          { head: "When", cell: call => <When call={call} /> },
          hasRun && { head: "Run", cell: call => (call.run_id ? <RunLink business={business} run={call.run_id} /> : <span class="faint">–</span>) },
          { head: "Reason", cell: call => call.failed_reason ?? <span class="faint">–</span> },
        ]}
      />
      {cursor && (
        <p class="pager">
          <button type="button" onClick={() => void loadMore()}>
            {first.value.complete || calls.length > 0 ? "Show more" : "Search further"}
          </button>
        </p>
      )}
    </>
  );
}

function When({ call }: { call: FoundCall }) {
  if (call.ended_at) return <>ended <Time at={call.ended_at} /></>;
  if (call.status !== "scheduled" && call.dialed_at) return <>dialed <Time at={call.dialed_at} /></>;
  return call.due_at ? <>due <Time at={call.due_at} /></> : <span class="faint">in line</span>;
}
