import type { FieldError, ProblemBody } from "./names";

/** A refused request: what is wrong and, where the API says it, in which field. */
export class ApiProblem extends Error {
  constructor(
    /** The HTTP status; 0: no answer. */
    readonly status: number,
    readonly title: string,
    readonly detail: string | null,
    readonly errors: FieldError[] = [],
    readonly errorCount = errors.length,
  ) {
    super(detail ?? title);
  }

  static async of(response: Response): Promise<ApiProblem> {
    let body: Partial<ProblemBody> = {};
    try {
      body = (await response.json()) as Partial<ProblemBody>;
    } catch {
      // A proxy in between answers with a page of its own.
    }
    const errors = body.errors ?? [];
    return new ApiProblem(response.status, body.title ?? `HTTP ${response.status}`, body.detail ?? null, errors, body.error_count ?? errors.length);
  }
}
