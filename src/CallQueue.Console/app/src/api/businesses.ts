import { api } from "./client";
import type { Business } from "./names";

/** Every business, up to so many: page after page. */
export async function listBusinesses(most: number, signal?: AbortSignal): Promise<{ businesses: Business[]; total: number }> {
  const businesses: Business[] = [];
  for (let after: string | undefined; ; ) {
    const page = await api.get("/api/businesses", { query: { limit: 100, after }, signal });
    businesses.push(...page.businesses);
    after = page.businesses.at(-1)?.business_id;
    if (!page.next || businesses.length >= most || after === undefined) return { businesses, total: page.total };
  }
}
