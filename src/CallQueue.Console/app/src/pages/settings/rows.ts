// The settings that people change one by one: what they mean, how they are shown and how they are sent.
import type { Business, SettingsChange } from "../../api/names";
import { numberOrNull, textOrNull, type FormField } from "../../parts/FormDialog";
import { count, number, span } from "../../words/times";

type Settings = Business["settings"];

export type Row = {
  title: string;
  /** As it is now; undefined: not set, then the standard applies. */
  shown: (settings: Settings) => string | undefined;
  standard: string;
  fields: (settings: Settings) => FormField[];
  change: (values: Record<string, string>) => SettingsChange;
};

const whole = (title: string, key: "slots" | "ring_timeout" | "max_duration" | "dials_per_hour" | "dials_per_day" | "minutes_per_day" | "recently_called_hours", standard: string, unit: (value: number) => string, help: string, min = 0): Row => ({
  title,
  standard,
  shown: settings => (settings[key] === null ? undefined : unit(settings[key])),
  fields: settings => [{ name: key, label: title, type: "number", min, value: String(settings[key] ?? ""), help: `${help} Empty: ${standard}.` }],
  change: values => ({ [key]: numberOrNull(values[key]) }),
});

const pairs = (list: Settings["rate_limits"]): string => (list ?? []).map(one => `${one.count}/${one.period_seconds}`).join(", ");
const pairsShown = (list: Settings["rate_limits"], what: string): string | undefined => (list?.length ? list.map(one => `${count(one.count, what)} in ${span(one.period_seconds)}`).join(", ") : undefined);
const pairsOf = (text: string) => text.split(",").map(one => one.trim()).filter(Boolean).map(one => {
  const [most, seconds] = one.split("/").map(Number);
  return { count: most!, period_seconds: seconds ?? 1 };
});

export const dialing: Row[] = [
  whole("Slots", "slots", "the standard of the deployment", value => count(value, "call") + " at once", "How many calls may be live at once.", 0),
  {
    title: "Rate limits",
    standard: "none",
    shown: settings => pairsShown(settings.rate_limits, "dial"),
    fields: settings => [{ name: "rates", label: "Rate limits", value: pairs(settings.rate_limits), help: "Dials/seconds with commas between, such as 1/2, 100/3600. Empty: none." }],
    change: ({ rates }) => ({ rate_limits: pairsOf(rates!) }),
  },
  {
    title: "Caller id",
    standard: "the deployment's",
    shown: settings => settings.number ?? undefined,
    fields: settings => [{ name: "number", label: "Caller id", type: "tel", value: settings.number ?? "", placeholder: "+12025550199", help: "The number that people see, with its country code." }],
    change: ({ number: text }) => ({ number: textOrNull(text) }),
  },
  {
    title: "Country of numbers without code",
    standard: "none: every number needs its country code",
    shown: settings => settings.default_country ?? undefined,
    fields: settings => [{ name: "country", label: "Country", value: settings.default_country ?? "", placeholder: "US" }],
    change: ({ country }) => ({ default_country: textOrNull(country) }),
  },
  whole("Ring at most", "ring_timeout", "the carrier's", span, "Seconds.", 5),
  whole("End a conversation after", "max_duration", "the carrier's limit", span, "Seconds.", 1),
  {
    title: "When a person is not reached",
    standard: "3 attempts, 30 min apart, doubling",
    shown: ({ retry }) => (retry ? [retry.max_attempts !== null && count(retry.max_attempts, "attempt"), retry.delay_seconds !== null && `first again after ${span(retry.delay_seconds)}`, retry.factor !== null && `each delay ${number(retry.factor)} times the one before`].filter(Boolean).join(", ") : undefined),
    fields: ({ retry }) => [
      { name: "attempts", label: "Attempts in all", type: "number", min: 1, max: 100, value: String(retry?.max_attempts ?? "") },
      { name: "minutes", label: "Minutes until the second attempt", type: "number", min: 0, value: retry?.delay_seconds != null ? String(retry.delay_seconds / 60) : "" },
      { name: "factor", label: "Each further delay is this many times longer", type: "number", min: 1, max: 10, value: String(retry?.factor ?? "") },
    ],
    change: ({ attempts, minutes, factor }) => ({ retry: !attempts && !minutes && !factor ? null : { max_attempts: numberOrNull(attempts), delay_seconds: minutes ? Number(minutes) * 60 : null, factor: numberOrNull(factor) } }),
  },
];

export const limits: Row[] = [
  {
    title: "Calls to one number",
    standard: "no cap",
    shown: settings => pairsShown(settings.contact_caps, "call"),
    fields: settings => [{ name: "caps", label: "Calls to one number", value: pairs(settings.contact_caps), help: "Calls/seconds, such as 3/604800 for 3 in a week. Empty: no cap." }],
    change: ({ caps }) => ({ contact_caps: caps ? pairsOf(caps) : null }),
  },
  whole("Ask before calling again within", "recently_called_hours", "24 hours", value => (value === 0 ? "never" : count(value, "hour")), "Hours. 0 never asks."),
  {
    title: "Countries",
    standard: "the deployment's",
    shown: settings => (settings.countries ? (settings.countries.includes("*") ? "every country" : settings.countries.join(", ") || "none") : undefined),
    fields: settings => [{ name: "countries", label: "Countries that may be called", value: settings.countries?.join(", ") ?? "", placeholder: "US, GB", help: "ISO codes with commas between, or * for every country." }],
    change: ({ countries }) => ({ countries: countries ? countries.split(/[,\s]+/).filter(Boolean).map(one => one.toUpperCase()) : null }),
  },
  whole("Dials in an hour", "dials_per_hour", "no limit", number, ""),
  whole("Dials in a day", "dials_per_day", "no limit", number, ""),
  whole("Minutes of conversation in a day", "minutes_per_day", "no limit", number, ""),
  {
    title: "Hold ten times the usual dials",
    standard: "yes",
    shown: settings => (settings.hold_on_jump === null ? undefined : settings.hold_on_jump ? "yes, until somebody confirms" : "no"),
    fields: settings => [{ name: "hold", label: "Hold the business when it calls ten times as much as usual", type: "check", value: String(settings.hold_on_jump ?? true) }],
    change: ({ hold }) => ({ hold_on_jump: hold === "true" }),
  },
];
