import type { ActiveCall } from "../api/names";
import { stateWord } from "../words/states";
import { number } from "../words/times";

const most = 60;

/** The slots of a business, one box each: full ones hold a live call. Many slots become a bar. */
export function Slots({ slots, active, calls }: { slots: number; active: number; calls?: ActiveCall[] | undefined }) {
  const label = `${number(active)} of ${number(slots)} slots in use`;
  if (slots > most || active > most) {
    return <meter class="slots-bar" min={0} max={Math.max(slots, 1)} value={active} aria-label={label} title={label} />;
  }
  // More calls than slots are live for a while after somebody lowered the slots.
  const boxes = Array.from({ length: Math.max(slots, active) }, (_, index) => (index < active ? (calls?.[index]?.status ?? "live") : undefined));
  return (
    <div class="slots" role="img" aria-label={label}>
      {boxes.map((state, index) => (
        <i key={index} class={state ? `slot is-full fill-${state}` : "slot"} title={state ? (state === "live" ? "Live" : stateWord(state)) : "Free slot"} />
      ))}
    </div>
  );
}
