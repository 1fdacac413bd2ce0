import { checkPort, freePort } from "./free-port.ts";

/** The ports of a demo: `first` and the next five, each checked to be free; with 0 any free ones. */
export async function choosePorts(first: number) {
  if (first === 0) {
    return {
      app: await freePort(),
      admin: await freePort(),
      email: await freePort(),
      postgres: await freePort(),
      smtp: await freePort(),
      magento: await freePort(),
    };
  }
  const ports = {
    app: first,
    admin: first + 1,
    email: first + 2,
    postgres: first + 3,
    smtp: first + 4,
    magento: first + 5,
  };
  await checkPort(ports.app, "the app");
  await checkPort(ports.admin, "the sandbox admin");
  await checkPort(ports.email, "the email platform");
  await checkPort(ports.postgres, "PostgreSQL");
  await checkPort(ports.smtp, "the inbox");
  return ports;
}
