import { api } from "../../api/client";
import type { Run } from "../../api/names";
import { ask } from "../../parts/Confirm";
import { base } from "../../state/base";
import { mayChange } from "../../state/session";
import { isOpenRun } from "../../words/states";
import { count } from "../../words/times";

const waitingOf = (run: Run): number => run.queued + run.delayed;
const live = (run: Run) => (run.active > 0 ? <p>{count(run.active, "live call")} {run.active === 1 ? "ends" : "end"} by {run.active === 1 ? "itself" : "themselves"}.</p> : null);

/** The browser saves it page by page, however long the run is. */
const exportOf = (run: Run) => `${base}api/runs/${encodeURIComponent(run.run_id)}/results?format=csv&business_id=${encodeURIComponent(run.business_id)}`;

export function RunActions({ run, onChange }: { run: Run; onChange: () => void }) {
  const place = { path: { id: run.run_id }, business: run.business_id };
  const isOpen = isOpenRun(run.status);

  const pause = () =>
    ask({
      title: `Pause ${run.run_id}?`,
      effect: <><p>{count(waitingOf(run), "waiting call")} {waitingOf(run) === 1 ? "is" : "are"} not dialed until somebody resumes the run.</p>{live(run)}</>,
      verb: "Pause",
      run: async () => {
        await api.post("/api/runs/{id}/pause", place);
        onChange();
        return `${run.run_id} is paused.`;
      },
    });
  const resume = () =>
    ask({
      title: `Resume ${run.run_id}?`,
      effect: <p>{count(waitingOf(run), "waiting call")} {waitingOf(run) === 1 ? "is" : "are"} dialed as slots, hours and limits allow.</p>,
      verb: "Resume",
      run: async () => {
        await api.post("/api/runs/{id}/resume", place);
        onChange();
        return `${run.run_id} runs again.`;
      },
    });
  const stop = () =>
    ask({
      title: `Stop ${run.run_id} for good?`,
      effect: <><p>{count(waitingOf(run), "waiting call")} {waitingOf(run) === 1 ? "is" : "are"} canceled. A stopped run can't be resumed.</p>{live(run)}</>,
      verb: "Stop the run",
      isDangerous: true,
      run: async () => {
        const stopped = await api.post("/api/runs/{id}/stop", place);
        onChange();
        return `${run.run_id} is stopped: ${count(stopped.cancelled_count, "call")} canceled, ${stopped.active} still live.`;
      },
    });

  return (
    <>
      <a class="button" download={`${run.run_id}.results.csv`} href={exportOf(run)}>Export CSV</a>
      {mayChange.value && isOpen && (run.status === "paused" ? <button type="button" class="is-main" onClick={resume}>Resume</button> : <button type="button" onClick={pause}>Pause</button>)}
      {mayChange.value && isOpen && <button type="button" class="is-dangerous" onClick={stop}>Stop</button>}
    </>
  );
}
