import type { RunOutcomes } from "../api/names";
import { outcomes, stateText, stateWord } from "../words/states";
import { number, percent } from "../words/times";

type Part = { name: string; count: number };

/** What became of the calls of a run, with those that are not over yet. */
export function partsOf(ended: RunOutcomes, waiting: number, live: number): Part[] {
  return [...outcomes.map(name => ({ name, count: ended[name] })), { name: "live", count: live }, { name: "queued", count: waiting }].filter(part => part.count > 0);
}

const wordOf = (name: string) => (name === "live" ? "Live" : name === "queued" ? "Waiting" : stateWord(name));

/** A bar whose parts are as long as their numbers. The same numbers follow as text, for everybody. */
export function OutcomeBar({ parts, label, hasLegend = true }: { parts: Part[]; label: string; hasLegend?: boolean }) {
  const total = parts.reduce((sum, part) => sum + part.count, 0);
  const text = parts.map(part => `${number(part.count)} ${wordOf(part.name).toLowerCase()}`).join(", ");
  let from = 0;
  return (
    <div class="outcomes">
      <svg class="bar" viewBox="0 0 100 3" preserveAspectRatio="none" role="img" aria-label={`${label}: ${text || "no calls"}`}>
        {parts.map(part => {
          const width = (100 * part.count) / total;
          const x = from;
          from += width;
          return <rect key={part.name} class={`fill-${part.name}`} x={x} y="0" width={width} height="3" />;
        })}
      </svg>
      {hasLegend && (
        <ul class="legend">
          {parts.map(part => (
            <li key={part.name} title={stateText(part.name)}>
              <i class={`dot fill-${part.name}`} /> {wordOf(part.name)} <b>{number(part.count)}</b> <span class="faint">{percent(part.count, total)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
