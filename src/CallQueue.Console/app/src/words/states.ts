// The states of calls and runs: their words, their colors and their order.

export const outcomes = ["completed", "voicemail", "no_agent", "no_answer", "busy", "failed", "rejected", "blocked", "expired", "canceled"] as const;
export type OutcomeName = (typeof outcomes)[number];

const words: Record<string, string> = {
  completed: "Completed",
  voicemail: "Voicemail",
  no_agent: "No agent",
  no_answer: "No answer",
  busy: "Busy",
  failed: "Failed",
  rejected: "Rejected",
  blocked: "Blocked",
  expired: "Expired",
  canceled: "Canceled",
  cancelled: "Canceled",
  queued: "Queued",
  waiting: "Waiting",
  scheduled: "Scheduled",
  delayed: "Scheduled",
  dialing: "Dialing",
  dialed: "Dialed",
  ringing: "Ringing",
  in_progress: "Talking",
  running: "Running",
  paused: "Paused",
  stopped: "Stopped",
  healthy: "Healthy",
  degraded: "Degraded",
  unhealthy: "Unhealthy",
  open: "Accepts calls",
  rejecting: "Rejects calls",
};

const explanations: Record<string, string> = {
  completed: "The person answered and the call ended normally.",
  voicemail: "A machine answered, and the call was ended or left its message.",
  no_agent: "Somebody answered, and no agent took the call: they heard a message.",
  no_answer: "Nobody answered.",
  busy: "The line was busy.",
  failed: "The carrier could not connect the call.",
  rejected: "The carrier refused the call for good.",
  blocked: "The number must not be called: do-not-call list, a cap, or the app's veto.",
  expired: "The deadline passed before the call could be dialed.",
  canceled: "Somebody canceled it, or its run was stopped.",
};

export const stateWord = (state: string): string => words[state] ?? state.replaceAll("_", " ");
export const stateText = (state: string): string | undefined => explanations[state];

/** Whether a call has ended, by its state. */
export const isEnded = (state: string): boolean => state in explanations;
export const isLive = (state: string): boolean => state === "dialing" || state === "dialed" || state === "ringing" || state === "in_progress";
/** Whether a run still has something to dial. */
export const isOpenRun = (status: string): boolean => status === "running" || status === "paused" || status === "queued";
