import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";

const SCRIPTS = new URL("../../../magento-bridge/view/adminhtml/web/js/", import.meta.url);

/** What a script of the module's admin pages gives, loaded as RequireJS loads it; it may need no other module. */
export function amdModule<Module>(name: string): Module {
  let made: Module | undefined;
  const define = (_needs: string[], factory: () => Module) => {
    made = factory();
  };
  runInNewContext(readFileSync(new URL(`${name}.js`, SCRIPTS), "utf8"), { define, Promise });
  if (made === undefined) throw new Error(`${name} defines nothing`);
  return made;
}
