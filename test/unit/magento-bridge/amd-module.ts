import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";

const SCRIPTS = new URL("../../../magento-bridge/view/adminhtml/web/js/", import.meta.url);

/**
 * What a script of the module's admin pages gives, loaded as RequireJS loads it. `needs`: the modules that it asks for,
 * by their names; `page`: what it finds in the browser.
 */
export function amdModule<Module>(
  name: string,
  needs: Record<string, unknown> = {},
  page: Record<string, unknown> = {},
): Module {
  let made: Module | undefined;
  const define = (names: string[], factory: (...modules: unknown[]) => Module) => {
    made = factory(...names.map((need) => needs[need]));
  };
  runInNewContext(readFileSync(new URL(`${name}.js`, SCRIPTS), "utf8"), { define, Promise, ...page });
  if (made === undefined) throw new Error(`${name} defines nothing`);
  return made;
}
