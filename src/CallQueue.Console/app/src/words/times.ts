// Times in the viewer's zone and, where it differs, in the business's.
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
const whole = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

export const viewerZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** 14:03:10 today, else 3 Dec, 14:03. */
export function shortTime(at: Date, now = new Date()): string {
  return at.toDateString() === now.toDateString() ? clock.format(at) : day.format(at);
}

export const fullTime = (at: Date): string => whole.format(at);

/** The time of day in another zone, with its name; undefined where it is the viewer's own or unknown. */
export function inZone(at: Date, zone: string | null | undefined): string | undefined {
  if (!zone || zone === viewerZone) return undefined;
  try {
    return `${new Intl.DateTimeFormat(undefined, { weekday: "short", hour: "2-digit", minute: "2-digit", timeZone: zone }).format(at)} ${zone}`;
  } catch {
    return undefined;
  }
}

/** in 5 minutes, 2 hours ago. */
export function ago(at: Date, now = new Date()): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  const size = Math.abs(seconds);
  if (size < 60) return relative.format(Math.round(seconds), "second");
  if (size < 3600) return relative.format(Math.round(seconds / 60), "minute");
  if (size < 86_400) return relative.format(Math.round(seconds / 3600), "hour");
  return relative.format(Math.round(seconds / 86_400), "day");
}

/** 0:05, 12:40, 1:02:03. */
export function duration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return "–";
  const all = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** 30 min, 2 h 5 min, 3 days: for settings. */
export function span(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return "–";
  if (seconds % 86_400 === 0 && seconds > 0) return count(seconds / 86_400, "day");
  if (seconds < 60) return `${seconds} s`;
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.round((seconds % 3600) / 60)];
  return [hours > 0 ? `${hours} h` : "", minutes > 0 ? `${minutes} min` : ""].filter(Boolean).join(" ");
}

const numbers = new Intl.NumberFormat();
export const number = (value: number | null | undefined): string => (value === null || value === undefined ? "–" : numbers.format(value));
export const percent = (part: number, of: number): string => (of === 0 ? "0 %" : `${Math.round((100 * part) / of)} %`);

/** 1 call, 20 calls. */
export const count = (value: number, one: string, many = `${one}s`): string => `${number(value)} ${value === 1 ? one : many}`;
