import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { patientFetch } from "#app/ui/patient-fetch.ts";
import { unanswered } from "#app/ui/unanswered-changes.ts";

// App Bridge has put its own in place by now, which adds the session's token.
window.fetch = patientFetch({
  send: window.fetch.bind(window),
  pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  askAgain: unanswered.askAgain,
});

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <RemixBrowser />
    </StrictMode>,
  );
});
