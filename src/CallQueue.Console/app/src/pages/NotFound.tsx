import { Empty, Page } from "../parts/Page";
import { base } from "../state/base";

export function NotFound() {
  return (
    <Page title="Page not found">
      <Empty title="This address shows nothing.">
        <p>
          <a href={base}>Go to the home page</a>
        </p>
      </Empty>
    </Page>
  );
}
