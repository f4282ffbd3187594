import { api } from "../api/client";
import { useLive } from "../api/live";
import type { Trunk } from "../api/names";
import { ask } from "../parts/Confirm";
import { Empty, Loading, Page, Problem } from "../parts/Page";
import { State } from "../parts/State";
import { Table } from "../parts/Table";
import { Time } from "../parts/Time";
import { number } from "../words/times";
import { reasonWords } from "../words/reasons";

/** The carrier accounts: what they take, and why one takes nothing. */
export function Trunks() {
  const { value, problem, refresh } = useLive("trunks", signal => api.get("/api/trunks", { signal }), 5, {
    topics: () => ["trunks"],
    fold: (_, { trunks }) => (trunks ? { trunks } : undefined),
  });
  return (
    <Page title="Trunks" lead="Carrier accounts that place the calls">
      <Problem of={problem} isStale={value !== undefined} />
      {!value && !problem && <Loading />}
      {value?.trunks.length === 0 && <Empty title="No carrier account is known yet."><p>One appears here with the first call.</p></Empty>}
      <ul class="stack">
        {value?.trunks.map(trunk => <li key={trunk.id}><TrunkCard trunk={trunk} onChange={refresh} /></li>)}
      </ul>
    </Page>
  );
}

function TrunkCard({ trunk, onChange }: { trunk: Trunk; onChange: () => void }) {
  const shares = Object.entries(trunk.shares).sort((a, b) => b[1] - a[1]);
  const reopen = () =>
    ask({
      title: `Dial again through ${trunk.id}?`,
      effect: "The account, and the businesses that it rejects, get calls again at once. If the carrier still rejects them, dialing stops again.",
      verb: "Dial again",
      run: async () => (await api.post("/api/trunks/{id}/reopen", { path: { id: trunk.id } }), onChange(), "It dials again."),
    });
  return (
    <article class="card stack">
      <header class="spread">
        <h2 class="name">{trunk.id}</h2>
        {(trunk.stop || trunk.paused_until || trunk.business_stops.length > 0) && <button type="button" class="is-main" onClick={reopen}>Dial again</button>}
      </header>
      <dl class="numbers">
        <div><dt>State</dt><dd><State of={trunk.stop ? "rejecting" : trunk.state} /></dd></div>
        <div><dt>Carrier</dt><dd>{trunk.carrier}</dd></div>
        <div><dt>Live calls at most</dt><dd>{number(trunk.channels)}</dd></div>
        <div><dt>Dials a second at most</dt><dd>{trunk.dials_per_second ?? "no limit"}</dd></div>
      </dl>
      {trunk.stop && <p class="notice is-broken"><b>It rejects every call: {trunk.stop.reason}.</b> {reasonWords(trunk.stop.reason)} Since <Time at={trunk.stop.stopped_at} />; tried again at <Time at={trunk.stop.probe_at} />.</p>}
      {trunk.paused_until && <p class="notice is-broken">Several requests failed in a row. Dialing starts again at <Time at={trunk.paused_until} />.</p>}
      {shares.length > 0 && <Table caption="Channels by business" rows={shares} keyOf={([id]) => id} columns={[{ head: "Business", kind: "title", cell: ([id]) => <span dir="auto">{id}</span> }, { head: "Channels", kind: "number", cell: ([, share]) => number(share) }]} />}
      {trunk.business_stops.length > 0 && (
        <Table
          caption="Businesses that the carrier rejects"
          rows={trunk.business_stops}
          keyOf={stop => stop.business_id}
          columns={[
            { head: "Rejected business", kind: "title", cell: stop => <span dir="auto">{stop.business_id}</span> },
            { head: "Reason", cell: stop => stop.reason },
            { head: "Since", cell: stop => <Time at={stop.stopped_at} /> },
            { head: "Next try", cell: stop => <Time at={stop.probe_at} /> },
          ]}
        />
      )}
    </article>
  );
}
