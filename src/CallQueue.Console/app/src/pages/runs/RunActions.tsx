import type { ComponentChildren } from "preact";
import { api } from "../../api/client";
import type { Run } from "../../api/names";
import { ask } from "../../parts/Confirm";
import { askPreviewed } from "../../parts/previewed";
import { base } from "../../state/base";
import { go, to } from "../../state/route";
import { mayChange } from "../../state/session";
import { isOpenRun } from "../../words/states";
import { count, number } from "../../words/times";

/** Those whom `who=unreached` of the API calls. */
const unreachedOf = ({ outcomes }: Run): number => outcomes.busy + outcomes.no_answer + outcomes.voicemail + outcomes.no_agent + outcomes.failed + outcomes.canceled + outcomes.expired;

/** The browser saves it page by page, however long the run is. */
const exportOf = (run: Run) => `${base}api/runs/${encodeURIComponent(run.run_id)}/results?format=csv&business_id=${encodeURIComponent(run.business_id)}`;

export function RunActions({ run, onChange }: { run: Run; onChange: () => void }) {
  const place = { path: { id: run.run_id }, business: run.business_id };
  const isOpen = isOpenRun(run.status);

  const pause = () =>
    askPreviewed({
      title: `Pause ${run.run_id}?`,
      verb: "Pause",
      look: () => api.preview("/api/runs/{id}/pause", place),
      run: async preview => {
        await api.post("/api/runs/{id}/pause", { ...place, query: { preview } });
        onChange();
        return `${run.run_id} is paused.`;
      },
    });
  const resume = () =>
    askPreviewed({
      title: `Resume ${run.run_id}?`,
      verb: "Resume",
      look: () => api.preview("/api/runs/{id}/resume", place),
      run: async preview => {
        await api.post("/api/runs/{id}/resume", { ...place, query: { preview } });
        onChange();
        return `${run.run_id} runs again.`;
      },
    });
  const stop = () =>
    askPreviewed({
      title: `Stop ${run.run_id} for good?`,
      also: "A stopped run can't be resumed.",
      verb: "Stop the run",
      isDangerous: true,
      look: () => api.preview("/api/runs/{id}/stop", place),
      run: async preview => {
        const stopped = await api.post("/api/runs/{id}/stop", { ...place, query: { preview } });
        onChange();
        return `${run.run_id} is stopped: ${count(stopped.cancelled_count, "call")} canceled, ${stopped.active} still live.`;
      },
    });

  const again = (who: "all" | "unreached", title: string, effect: ComponentChildren, verb: string) =>
    ask({
      title,
      effect: <><p>{effect}</p><p>It is a new run with the same messages and rules. Ids of single calls, start times and deadlines are not copied. Do-not-call lists and limits apply as always.</p></>,
      verb,
      run: async () => {
        const next = await api.post("/api/runs/{id}/again", { ...place, body: { who } });
        go(to("b", run.business_id, "runs", next.run_id));
        return `${count(next.total, "person", "people")} will be called in ${next.run_id}.`;
      },
    });
  const unreached = unreachedOf(run);
  const callUnreached = () => again("unreached", `Call the unreached of ${run.run_id} again?`, <>{count(unreached, "person", "people")} whose line was busy, who did not answer, whose machine answered, or whose call failed, expired or was canceled will be called.</>, "Call them again");
  const copy = () => again("all", `Copy ${run.run_id}?`, <>All {count(run.total, "person", "people")} of the run will be called{run.outcomes.completed > 0 && <>, also the {number(run.outcomes.completed)} who answered</>}.</>, "Call everybody");

  return (
    <>
      {mayChange.value && !isOpen && run.active === 0 && unreached > 0 && <button type="button" class="is-main" onClick={callUnreached}>Call the unreached again</button>}
      {mayChange.value && <button type="button" onClick={copy}>Copy</button>}
      <a class="button" download={`${run.run_id}.results.csv`} href={exportOf(run)}>Export CSV</a>
      {mayChange.value && isOpen && (run.status === "paused" ? <button type="button" class="is-main" onClick={resume}>Resume</button> : <button type="button" onClick={pause}>Pause</button>)}
      {mayChange.value && isOpen && <button type="button" class="is-dangerous" onClick={stop}>Stop</button>}
    </>
  );
}
