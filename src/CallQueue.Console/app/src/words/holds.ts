// Why calls wait, in words for people: what stops them, until when, and what to do about it.
// The API names the reason with one word, and a detail after a colon: "trunk stopped: HTTP 401".

export type HoldWords = {
  /** A short name. */
  title: string;
  /** What it means. */
  text: string;
  /** What to do; undefined: nothing, it ends by itself. */
  todo?: string;
  /** Calls wait as intended, wait until somebody acts, or something is broken. */
  level: "normal" | "waiting" | "attention" | "broken";
};

const table: Record<string, HoldWords> = {
  paused: { title: "Paused", text: "Somebody paused this business. Nothing is dialed; live calls continue.", todo: "Resume it to dial again.", level: "attention" },
  slots: { title: "All slots are in use", text: "As many calls are live as this business may have.", level: "normal" },
  agents: { title: "No agent is free", text: "Nobody is free to talk to the person who answers.", level: "waiting" },
  rate: { title: "Rate limit reached", text: "The next call is dialed as soon as the rate limit allows it.", level: "normal" },
  trunk: { title: "Waiting for the carrier account", text: "The carrier account has not answered yet.", level: "waiting" },
  "trunk stopped": { title: "The carrier account rejects calls", text: "The carrier refuses every call until somebody mends the account.", todo: "Fix the account at the carrier, then let it dial again under Trunks.", level: "broken" },
  "trunk closed": { title: "The carrier is failing", text: "Several requests to the carrier failed in a row. Dialing starts again by itself.", todo: "If it lasts, look at the carrier's status page.", level: "broken" },
  "trunk pace": { title: "The carrier's dial rate is reached", text: "The carrier account takes only so many new calls a second.", level: "normal" },
  "trunk channels": { title: "All channels of the carrier are in use", text: "The carrier account has as many live calls as it may have, over all businesses.", level: "waiting" },
  loading: { title: "Loading", text: "A part of the queue is being read.", level: "normal" },
  window: { title: "Outside the calling hours", text: "It is not a time at which these people may be called.", level: "waiting" },
  "number busy": { title: "Number is busy", text: "Another call to the same number is live.", level: "normal" },
  veto: { title: "Your app is being asked", text: "The app decides whether this person may be called.", todo: "If it lasts, check that the app's veto address answers.", level: "waiting" },
  "run paused": { title: "Run paused", text: "Somebody paused the run.", todo: "Resume the run to dial again.", level: "attention" },
  "run incomplete": { title: "Run is incomplete", text: "Parts of the list have not arrived yet.", todo: "Send the list again with the same run id.", level: "attention" },
  scheduled: { title: "Scheduled for later", text: "The call has a start time that has not come yet.", level: "waiting" },
  retry: { title: "Waiting to try again", text: "The person was not reached; the next attempt has its time.", level: "waiting" },
  "do not call": { title: "On a do-not-call list", text: "The number is on a do-not-call list.", level: "waiting" },
  "contact cap": { title: "Called often enough", text: "This number has been called as often as the cap allows.", level: "waiting" },
  position: { title: "In line", text: "Other calls come first.", level: "normal" },
  fence: { title: "Number is not allowed", text: "The business may not call this country or number.", todo: "Allow the country under Settings, if that is intended.", level: "attention" },
  ceiling: { title: "A ceiling does not allow it", text: "The operator's ceilings do not allow what the settings need.", todo: "Ask the operator, or change the setting.", level: "attention" },
  quota: { title: "Quota used up", text: "The dials, minutes or cost of this hour or day are used up.", level: "waiting" },
  "caller ids": { title: "No caller id can be used", text: "The carrier refuses the numbers that this business shows, or they have reached their daily cap.", todo: "Correct them at the carrier, or add another number.", level: "attention" },
  jump: { title: "Unusually many calls", text: "The business calls ten times as much as usual. Dialing waits until somebody confirms that this is intended.", todo: "Confirm it under Settings, or pause the business.", level: "attention" },
};

/** The words of a reason as the API writes it, and its detail. */
export function holdWords(reason: string): HoldWords & { detail: string | undefined } {
  const colon = reason.indexOf(": ");
  const [word, detail] = colon < 0 ? [reason, undefined] : [reason.slice(0, colon), reason.slice(colon + 2)];
  const words = table[word] ?? { title: reason, text: "Calls wait.", level: "waiting" as const };
  return { ...words, detail: table[word] ? detail : undefined };
}

/** The reasons that somebody should see, the most serious first. */
export function notable(reasons: readonly string[] | null | undefined): string[] {
  const order = { broken: 0, attention: 1, waiting: 2, normal: 3 };
  return [...(reasons ?? [])].filter(reason => holdWords(reason).level !== "normal").sort((a, b) => order[holdWords(a).level] - order[holdWords(b).level]);
}
