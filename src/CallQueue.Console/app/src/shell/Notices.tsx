import { dismiss, notices } from "../state/notices";

export function Notices() {
  return (
    <div class="notices" aria-live="polite">
      {notices.value.map(notice => (
        <p key={notice.id} class={notice.isProblem ? "is-broken" : ""}>
          {notice.text}
          <button type="button" class="is-plain" aria-label="Dismiss" onClick={() => dismiss(notice.id)}>
            ×
          </button>
        </p>
      ))}
    </div>
  );
}
