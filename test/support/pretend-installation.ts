import type { Installation, InstallationLook } from "#app/platforms/installation.ts";

/** An installation that says what it is told to, and has an access that can be changed. */
export function pretendInstallation(look: InstallationLook): Installation & {
  says: InstallationLook;
  access: string | null;
  looks: number;
  onLook: () => Promise<unknown>;
} {
  const pretend = {
    says: look,
    access: "seal" as string | null,
    looks: 0,
    onLook: async (): Promise<unknown> => undefined,
    async look() {
      pretend.looks += 1;
      const { says } = pretend;
      await pretend.onLook();
      return says;
    },
    async forget(_client: unknown, access: string | null) {
      if (access !== pretend.access) return false;
      pretend.access = null;
      return true;
    },
    async forgetAll() {
      pretend.access = null;
    },
  };
  return pretend;
}
