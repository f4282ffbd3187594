// Short messages after an action. Screen readers read them out.
import { signal } from "@preact/signals";

export type Notice = { id: number; text: string; isProblem: boolean };

export const notices = signal<Notice[]>([]);
let last = 0;

export function notify(text: string, isProblem = false): void {
  const notice = { id: ++last, text, isProblem };
  notices.value = [...notices.value.slice(-2), notice];
  setTimeout(() => dismiss(notice.id), isProblem ? 12_000 : 6_000);
}

export function dismiss(id: number): void {
  notices.value = notices.value.filter(notice => notice.id !== id);
}
