import type { Criteria } from "./FoundCalls";

/** What a text in the search field may mean: a number, the end of one, or an id of ours, of a lead or of the carrier. */
export function criteriaOf(text: string): { title: string; criteria: Criteria }[] {
  const trimmed = text.trim();
  if (trimmed === "") return [{ title: "All calls", criteria: { state: "waiting,live,ended" } }];
  const digits = trimmed.replace(/[\s().\-/]/g, "");
  const isNumber = /^\+?\d{3,}$/.test(digits);
  if (isNumber && digits.startsWith("+") && digits.length > 7) return [{ title: "Number", criteria: { number: digits } }];
  if (isNumber) {
    const end: { title: string; criteria: Criteria } = { title: `Numbers that end with ${digits}`, criteria: { number_ending: digits.slice(-15) } };
    return [end, { title: "Call id", criteria: { custom_call_id: trimmed } }, { title: "Lead", criteria: { lead_id: trimmed } }];
  }
  if (/^(CA|SIM)[0-9a-f]{20,}$/i.test(trimmed) || /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(trimmed)) return [{ title: "Carrier's call id", criteria: { carrier_call_id: trimmed } }];
  return [
    { title: "Call id", criteria: { custom_call_id: trimmed } },
    { title: "Lead", criteria: { lead_id: trimmed } },
    { title: "Campaign", criteria: { campaign_id: trimmed } },
  ];
}
