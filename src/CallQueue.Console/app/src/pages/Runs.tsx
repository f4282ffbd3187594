import { api } from "../api/client";
import { runsAfter } from "../api/folds";
import { useLive } from "../api/live";
import { Empty, Loading, Page, Problem } from "../parts/Page";
import { Pager } from "../parts/Pager";
import { base } from "../state/base";
import { place, setQuery, to } from "../state/route";
import { mayChange } from "../state/session";
import { RunTable } from "./runs/RunTable";

const size = 25;
const states = [
  ["", "All runs"],
  ["active", "Not ended"],
  ["running", "Running"],
  ["paused", "Paused"],
  ["completed", "Completed"],
  ["stopped", "Stopped"],
] as const;

export function Runs({ business }: { business: string }) {
  const query = place.value.query;
  const status = query.get("status") ?? "", from = query.get("from") ?? "", to_ = query.get("to") ?? "";
  const start = Number(query.get("start") ?? 0) || 0;
  const isFiltered = status !== "" || from !== "" || to_ !== "";
  const { value, problem } = useLive(
    `runs ${business} ${status} ${from} ${to_} ${start}`,
    signal => api.get("/api/runs", { business, query: { status, from, to: to_, start, limit: size }, signal }),
    3,
    {
      topics: () => [`business:${business}`],
      fold: (now, event) => {
        const runs = runsAfter(now.runs, event, business, start === 0 && !isFiltered);
        return runs && { ...now, runs };
      },
    },
  );
  return (
    <Page title="Runs" lead="Campaigns and batches, the newest first" actions={mayChange.value && <a class="button is-main" href={base + to("b", business, "new")}>New campaign</a>}>
      <form class="filters" onSubmit={event => event.preventDefault()}>
        <label>
          State
          <select value={status} onChange={event => setQuery({ status: event.currentTarget.value, start: undefined })}>
            {states.map(([word, text]) => (
              <option key={word} value={word}>{text}</option>
            ))}
          </select>
        </label>
        <label>
          Ended from
          <input type="date" value={from} onChange={event => setQuery({ from: event.currentTarget.value, start: undefined })} />
        </label>
        <label>
          until before
          <input type="date" value={to_} onChange={event => setQuery({ to: event.currentTarget.value, start: undefined })} />
        </label>
      </form>
      <Problem of={problem} isStale={value !== undefined} />
      {!value && !problem && <Loading />}
      {value && value.total === 0 && !isFiltered ? (
        <Empty title="No runs yet.">
          <p>A run is a list of people who are called together. It stays here after it has ended.</p>
          {mayChange.value && <a class="button is-main" href={base + to("b", business, "new")}>New campaign</a>}
        </Empty>
      ) : (
        value && (
          <>
            <RunTable runs={value.runs} empty="No run matches these filters." />
            <Pager start={start} size={size} shown={value.runs.length} total={value.total} onStart={next => setQuery({ start: next === 0 ? undefined : String(next) })} />
          </>
        )
      )}
    </Page>
  );
}
