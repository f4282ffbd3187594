import { api } from "../../api/client";
import type { Call } from "../../api/names";
import { ask } from "../../parts/Confirm";
import { mayChange } from "../../state/session";
import { isEnded, isLive } from "../../words/states";

const priorities = ["urgent", "high", "normal", "low"] as const;

export function CallActions({ business, call, onChange }: { business: string; call: Call; onChange: () => void }) {
  if (!mayChange.value) return null;
  const place = { path: { id: call.call_id }, business };
  const who = call.phone_number ?? call.call_id;

  const cancel = (hangsUp: boolean) =>
    ask({
      title: hangsUp ? `Hang up on ${who}?` : `Cancel the call to ${who}?`,
      effect: hangsUp ? "The conversation is cut off now, and the person is not called again for this call." : "The person is not called, and no retry follows.",
      verb: hangsUp ? "Hang up" : "Cancel the call",
      isDangerous: true,
      run: async () => {
        await api.post("/api/calls/{id}/cancel", { ...place, body: { hang_up_live: hangsUp } });
        onChange();
        return hangsUp ? "The call is being ended." : "The call is canceled.";
      },
    });
  const retry = () =>
    ask({
      title: `Call ${who} again?`,
      effect: "The call waits in line like a new one, with all its attempts.",
      verb: "Call again",
      run: async () => {
        await api.post("/api/calls/{id}/retry", place);
        onChange();
        return "The call waits in line again.";
      },
    });
  const move = (priority: (typeof priorities)[number]) =>
    ask({
      title: `Move to priority ${priority}?`,
      effect: priority === "urgent" ? "It is dialed before all calls of other priorities." : "It waits behind every call of a higher priority.",
      verb: "Move",
      run: async () => {
        await api.post("/api/calls/{id}/priority", { ...place, body: { priority } });
        onChange();
        return `The call has priority ${priority}.`;
      },
    });

  if (isEnded(call.status)) return call.status === "completed" ? null : <button type="button" onClick={retry}>Call again</button>;
  if (isLive(call.status)) return <button type="button" class="is-dangerous" onClick={() => cancel(true)}>Hang up</button>;
  return (
    <>
      <label class="row">
        Priority
        <select value={call.priority ?? "normal"} onChange={event => move(event.currentTarget.value as (typeof priorities)[number])}>
          {priorities.map(priority => <option key={priority}>{priority}</option>)}
        </select>
      </label>
      <button type="button" class="is-dangerous" onClick={() => cancel(false)}>Cancel the call</button>
    </>
  );
}
