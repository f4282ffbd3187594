// Calling hours: from the API's text to the hours of each weekday and back.
export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof weekdays)[number];
export type Hours = Record<Weekday, string[]> & { closed: string[] };

const names: Record<Weekday, string> = { mon: "Monday", tue: "Tuesday", wed: "Wednesday", thu: "Thursday", fri: "Friday", sat: "Saturday", sun: "Sunday" };
export const weekdayName = (day: Weekday): string => names[day];

const none = (): Hours => ({ mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [], closed: [] });

/** Reads `mon-fri 09:00-12:00,13:00-18:00; sat 10:00-14:00; closed 2026-12-25`, or `09:00-21:00` for every day. */
export function hoursOf(text: string): Hours {
  const hours = none();
  for (const part of text.split(";").map(one => one.trim()).filter(Boolean)) {
    const match = /^(closed|[a-z,\- ]*?)\s*([\d].*)?$/i.exec(part);
    const [days, times] = [(match?.[1] ?? "").toLowerCase(), (match?.[2] ?? "").split(",").map(one => one.trim()).filter(Boolean)];
    if (days === "closed") hours.closed.push(...times);
    else for (const day of daysOf(days)) hours[day].push(...times);
  }
  return hours;
}

function daysOf(text: string): readonly Weekday[] {
  if (text === "") return weekdays;
  return text.split(",").flatMap(part => {
    const [first, last] = part.trim().split("-").map(day => weekdays.indexOf(day.trim() as Weekday));
    if (first === undefined || first < 0) return [];
    if (last === undefined) return [weekdays[first]!];
    return last >= first ? weekdays.slice(first, last + 1) : [...weekdays.slice(first), ...weekdays.slice(0, last + 1)];
  });
}

/** From and to as parts of a day, for the picture: 09:00-12:00 is [0.375, 0.5]. Hours over midnight end the day; their rest is at the start of the next. */
export function spanOf(range: string): [number, number] | undefined {
  const match = /^(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})$/.exec(range);
  if (!match) return undefined;
  const [from, to] = [Number(match[1]) * 60 + Number(match[2]), Number(match[3]) * 60 + Number(match[4])];
  return [from / 1440, (to <= from ? 1440 : to) / 1440];
}

/** What a person typed for a day: `9-12, 13:00-18:00`. */
export function rangesOf(text: string): string[] {
  const two = (value: string) => value.trim().padStart(2, "0");
  const time = (value: string) => (value.includes(":") ? value.split(":").map(two).join(":") : `${two(value)}:00`);
  return text.split(",").map(one => one.trim()).filter(Boolean).map(one => one.split(/[-–]/).map(time).join("-"));
}
