import { api } from "../api/client";
import { useLive } from "../api/live";
import { Loading, Page, Problem } from "../parts/Page";
import { Table } from "../parts/Table";
import { Time } from "../parts/Time";
import { base } from "../state/base";
import { place, setQuery } from "../state/route";
import { isOperator } from "../state/session";
import { changesOf } from "../words/changes";

const subjects = ["", "business", "run", "call", "schedule", "roster", "do_not_call", "key", "session"];

/** Who changed what: of a business, and for operators of the deployment. */
export function Audit({ business }: { business: string }) {
  const query = place.value.query;
  const action = query.get("action") ?? "", before = query.get("before") ?? "", isOfDeployment = isOperator.value && query.get("of") === "deployment";
  const { value, problem } = useLive(
    `audit ${business} ${isOfDeployment} ${action} ${before}`,
    signal => {
      const criteria = { action: action || undefined, before: before ? Number(before) : undefined, limit: 50 };
      return isOfDeployment ? api.get("/api/admin/audit", { query: criteria, signal }) : api.get("/api/audit", { business, query: criteria, signal });
    },
    before ? 0 : 10,
  );
  const file = isOfDeployment ? "api/admin/audit/export" : `api/audit/export?business_id=${encodeURIComponent(business)}`;
  return (
    <Page title="Audit log" lead={isOfDeployment ? "Who changed what of the deployment" : <>Who changed what of <span dir="auto">{business}</span></>} actions={<a class="button" download={`audit-${isOfDeployment ? "deployment" : business}.jsonl`} href={base + file}>Export</a>}>
      <div class="filters">
        {isOperator.value && (
          <label>
            Log
            <select value={isOfDeployment ? "deployment" : ""} onChange={event => setQuery({ of: event.currentTarget.value, before: undefined })}>
              <option value="">of {business}</option>
              <option value="deployment">of the deployment</option>
            </select>
          </label>
        )}
        <label>
          About
          <select value={action} onChange={event => setQuery({ action: event.currentTarget.value, before: undefined })}>
            {subjects.map(one => <option key={one} value={one}>{one === "" ? "everything" : one.replaceAll("_", " ")}</option>)}
          </select>
        </label>
      </div>
      <Problem of={problem} isStale={value !== undefined} />
      {!value && !problem && <Loading />}
      {value && (
        <>
          <Table
            caption="Changes"
            empty="No change is recorded here."
            rows={value.entries}
            keyOf={entry => entry.number}
            columns={[
              { head: "When", cell: entry => <Time at={entry.at} /> },
              { head: "What", kind: "title", cell: entry => <>{entry.action}{entry.target && <> <span class="name faint" dir="auto">{entry.target}</span></>}</> },
              { head: "By", cell: entry => <>{entry.by}{entry.address && <small class="faint"> from {entry.address}</small>}</> },
              { head: "Change", cell: entry => <Change before={entry.before} after={entry.after} reason={entry.reason} /> },
            ]}
          />
          <nav class="pager" aria-label="Pages of the list">
            {before && <button type="button" onClick={() => setQuery({ before: undefined })}>Newest</button>}
            {value.next && <button type="button" onClick={() => setQuery({ before: String(value.entries.at(-1)!.number) })}>Older</button>}
          </nav>
        </>
      )}
    </Page>
  );
}

/** What changed, field by field: as it was, and as it is. */
function Change({ before, after, reason }: { before: unknown; after: unknown; reason: string | null }) {
  const fields = changesOf(before, after);
  if (fields.length === 0) return reason ? <>{reason}</> : <span class="faint">–</span>;
  return (
    <>
      {reason && <p>{reason}</p>}
      <ul class="changes">
        {fields.map(({ name, was, is }) => (
          <li key={name}>
            {name && <b>{name}: </b>}
            {was !== undefined && <del dir="auto">{was}</del>}
            {was !== undefined && is !== undefined && " → "}
            {is !== undefined && <span dir="auto">{is}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
