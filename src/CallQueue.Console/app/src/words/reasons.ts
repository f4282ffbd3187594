// What carriers' codes mean, for the codes that are seen most.
const codes: [RegExp, string][] = [
  [/\b(21211|13224)\b/, "The number is not valid."],
  [/\b21214\b/, "The number can't be reached from this account."],
  [/\b(21215|13227)\b/, "The account may not call this country. Allow it in the carrier's settings."],
  [/\b(21216|13225)\b/, "The carrier has blocked this number."],
  [/\b20003\b/, "The account's credentials are wrong."],
  [/\b20005\b/, "The account is not active."],
  [/\b(20429|429)\b/, "The carrier limits the rate of requests. It is tried again."],
  [/\b30001\b/, "The carrier's queue is full."],
  [/\b480\b/, "The phone is switched off or can't be reached."],
  [/\b486\b/, "The line is busy."],
  [/\b487\b/, "The call was ended before anybody answered."],
  [/\b(404|484)\b/, "The number does not exist or is incomplete."],
  [/\b(403|603|607|608)\b/, "The network or the person rejected the call."],
  [/\b(500|502|503|504)\b/, "The carrier has a fault."],
];

/** An explanation of a carrier's reason; undefined where its text says enough. */
export const reasonWords = (reason: string): string | undefined => codes.find(([code]) => code.test(reason))?.[1];
