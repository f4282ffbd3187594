import { viewerZone } from "../../words/times";
import { change, draft } from "./draft";

/** When and how to call. Everything has a default. */
export function OptionsStep() {
  const now = draft.value;
  return (
    <section class="section">
      <h2 class="section-head">4. When and how</h2>
      <div class="filters">
        <label>
          Name of the run
          <input value={now.runId} maxLength={128} onInput={event => change({ runId: event.currentTarget.value })} />
        </label>
        <label>
          Calling hours
          <input value={now.window} placeholder="The business's" onInput={event => change({ window: event.currentTarget.value })} />
          <small class="faint">Such as mon-fri 09:00-18:00</small>
        </label>
        <label>
          in the time zone
          <input value={now.timezone} placeholder="Each number's own" list="zones" onInput={event => change({ timezone: event.currentTarget.value })} />
          <datalist id="zones">
            {Intl.supportedValuesOf("timeZone").map(zone => <option key={zone} value={zone} />)}
          </datalist>
        </label>
        <label>
          Start at
          <input type="datetime-local" value={now.startAt} onInput={event => change({ startAt: event.currentTarget.value })} />
          <small class="faint">Your time, {viewerZone}. Empty: now</small>
        </label>
        <label>
          Deadline
          <input type="datetime-local" value={now.deadline} onInput={event => change({ deadline: event.currentTarget.value })} />
          <small class="faint">Later calls end as expired</small>
        </label>
        <label>
          Call again
          <input type="number" min={0} max={99} value={now.retries} placeholder="The business's" onInput={event => change({ retries: event.currentTarget.value })} />
          <small class="faint">times, when not reached</small>
        </label>
        <label>
          after
          <input type="number" min={0} max={43200} value={now.retryMinutes} disabled={now.retries === "" || now.retries === "0"} onInput={event => change({ retryMinutes: event.currentTarget.value })} />
          <small class="faint">minutes, doubling</small>
        </label>
        <label>
          Priority
          <select value={now.priority} onChange={event => change({ priority: event.currentTarget.value })}>
            {["urgent", "high", "normal", "low"].map(one => <option key={one}>{one}</option>)}
          </select>
        </label>
      </div>
      <div class="row">
        <Choice text="Leave out rows with problems" isOn={now.skipInvalid} onChange={skipInvalid => change({ skipInvalid })} />
        <Choice text="Accept numbers that appear twice" isOn={now.allowDuplicates} onChange={allowDuplicates => change({ allowDuplicates })} />
        <Choice text="Call people again who were called lately" isOn={now.again} onChange={again => change({ again })} />
        <Choice text="Record the calls" isOn={now.recording} onChange={recording => change({ recording })} />
      </div>
      <details>
        <summary>What the forecast assumes</summary>
        <div class="filters">
          <label>Answered dials, in percent <input type="number" min={0} max={100} value={now.answerPercent} onInput={event => change({ answerPercent: event.currentTarget.value })} /></label>
          <label>Conversation, in seconds <input type="number" min={1} max={14400} value={now.talkSeconds} onInput={event => change({ talkSeconds: event.currentTarget.value })} /></label>
          <label>Price of a minute <input type="number" min={0} step="any" value={now.pricePerMinute} placeholder="No cost is calculated" onInput={event => change({ pricePerMinute: event.currentTarget.value })} /></label>
        </div>
      </details>
    </section>
  );
}

function Choice({ text, isOn, onChange }: { text: string; isOn: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <label class="choice">
      <input type="checkbox" checked={isOn} onChange={event => onChange(event.currentTarget.checked)} /> {text}
    </label>
  );
}
