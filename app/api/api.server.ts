import { createApi } from "./create-api.server.ts";

/** The program's one API, mounted at `/api`. */
export const api = createApi();
