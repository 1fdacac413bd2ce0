import { useBlocker } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useCallback, useEffect, useRef } from "react";

/**
 * Asks before unsaved changes are left behind, by the admin's own dialog. `leave()` opens the way for the
 * navigation that follows a successful save.
 */
export function useLeaveGuard(form: "clean" | "dirty"): { leave: () => void } {
  const shopify = useAppBridge();
  const open = useRef(false);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      form === "dirty" && !open.current && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (blocker.state !== "blocked") return;
    shopify.saveBar.leaveConfirmation().then(
      () => blocker.proceed(),
      () => blocker.reset(),
    );
  }, [blocker, shopify]);
  const leave = useCallback(() => {
    open.current = true;
  }, []);
  return { leave };
}
