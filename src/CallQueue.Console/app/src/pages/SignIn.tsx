import { useState } from "preact/hooks";
import { ApiProblem } from "../api/problem";
import { Page, Problem } from "../parts/Page";
import { base } from "../state/base";
import { session, signIn } from "../state/session";

export function SignIn() {
  const [key, setKey] = useState("");
  const [problem, setProblem] = useState<ApiProblem>();
  const [isBusy, setBusy] = useState(false);

  async function send(event: Event) {
    event.preventDefault();
    setBusy(true);
    try {
      await signIn(key.trim());
    } catch (error) {
      setProblem(error instanceof ApiProblem ? (error.status === 401 ? new ApiProblem(401, "This key is not valid", "Check that all of it was copied. A key ends when it is revoked or expires.") : error) : undefined);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Page title="Sign in">
      <form class="card sign-in" onSubmit={send}>
        <label for="api-key">API key</label>
        <input id="api-key" type="password" autocomplete="current-password" required spellcheck={false} value={key} onInput={event => setKey(event.currentTarget.value)} />
        <p class="faint">The first start of the server printed an operator key. It is stored in the file operator.key in the data folder. The key itself is not kept in this browser.</p>
        <Problem of={problem} />
        <div class="actions">
          <button type="submit" class="is-main" disabled={isBusy}>
            Sign in
          </button>
          {session.value?.identity_provider && (
            <a class="button" href={`${base}api/session/openid`} data-plain>
              Sign in with your organization
            </a>
          )}
        </div>
      </form>
    </Page>
  );
}
