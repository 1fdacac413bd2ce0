import { fileURLToPath } from "node:url";
import { build, type Rollup } from "vite";

const bundled = new Map<string, Promise<string>>();

/**
 * A browser script of the sandbox's own pages: TypeScript in several files, served as one classic script
 * that runs at once. Built in memory at the first request and kept.
 */
export async function bundleScript(entry: URL): Promise<string> {
  const known = bundled.get(entry.href);
  if (known) return await known;
  const script = bundle(fileURLToPath(entry));
  bundled.set(entry.href, script);
  return await script;
}

async function bundle(entry: string): Promise<string> {
  const output = (await build({
    configFile: false,
    envFile: false,
    logLevel: "error",
    publicDir: false,
    build: {
      write: false,
      minify: false,
      target: "es2022",
      lib: { entry, formats: ["iife"], name: "sandbox" },
    },
  })) as Rollup.RollupOutput[];
  const [chunk] = output[0]?.output ?? [];
  if (!chunk) throw new Error(`${entry} made no script.`);
  return chunk.code;
}
