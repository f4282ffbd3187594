import { number } from "../words/times";

/** Previous and next page, and where the list is. */
export function Pager({ start, size, shown, total, onStart }: { start: number; size: number; shown: number; total: number; onStart: (start: number) => void }) {
  if (total <= size && start === 0) return null;
  return (
    <nav class="pager" aria-label="Pages of the list">
      <button type="button" disabled={start === 0} onClick={() => onStart(Math.max(0, start - size))}>
        Previous
      </button>
      <span class="faint">
        {shown === 0 ? "None here" : `${number(start + 1)} to ${number(start + shown)}`} of {number(total)}
      </span>
      <button type="button" disabled={start + shown >= total} onClick={() => onStart(start + size)}>
        Next
      </button>
    </nav>
  );
}
