import { api } from "../../api/client";
import { ask } from "../../parts/Confirm";
import { base } from "../../state/base";
import { isOperator, mayChange } from "../../state/session";
import type { Need } from "./needs";

/** The list of what needs somebody; one line when nothing does. */
export function Needs({ needs, isIdle, onChange }: { needs: Need[]; isIdle: boolean; onChange: () => void }) {
  if (needs.length === 0)
    return (
      <div class="notice is-good">
        <p>
          <b>Nothing needs you.</b> {isIdle ? "No call waits." : "Calls are dialed as slots become free."}
        </p>
      </div>
    );
  return (
    <ul>
      {needs.map(need => (
        <li key={need.title + (need.business ?? "")} class={`notice is-${need.level}`}>
          <div class="spread">
            <div>
              <p>
                {need.business && <span class="name faint">{need.business}: </span>}
                <b>{need.title}.</b>
              </p>
              <p>
                {need.text} {need.until} {need.todo}
              </p>
            </div>
            <Action need={need} onChange={onChange} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Action({ need, onChange }: { need: Need; onChange: () => void }) {
  const { action } = need;
  if (!action) return null;
  if (action.kind === "link")
    return (
      <a class="button" href={base + action.address}>
        {action.word}
      </a>
    );
  const { id, kind } = action;
  if (kind === "reopen" ? !isOperator.value : !mayChange.value) return null;
  const questions = {
    resume: { title: `Resume ${id}?`, effect: "Calls that wait are dialed at once, as far as slots, hours and limits allow.", verb: "Resume", run: () => api.post("/api/businesses/{id}/resume", { path: { id } }) },
    "confirm-jump": { title: `Let ${id} call so many?`, effect: "Dialing resumes, and no unusual number of calls holds it for the rest of the day.", verb: "Confirm", run: () => api.post("/api/businesses/{id}/confirm-jump", { path: { id } }) },
    reopen: { title: `Dial again through ${id}?`, effect: "The carrier account gets calls again at once. If it still rejects them, dialing stops again.", verb: "Dial again", run: () => api.post("/api/trunks/{id}/reopen", { path: { id } }) },
  };
  const { run, ...question } = questions[kind];
  return (
    <button type="button" class="is-main" onClick={() => ask({ ...question, run: async () => (await run(), onChange()) })}>
      {question.verb}
    </button>
  );
}
