import { Page } from "../parts/Page";
import { signOut } from "../state/session";

export function SubmitOnly() {
  return (
    <Page title="This key submits calls only">
      <p>It can't read anything, so the console has nothing to show. Sign in with a key that may read.</p>
      <button type="button" onClick={() => void signOut()}>
        Sign out
      </button>
    </Page>
  );
}
