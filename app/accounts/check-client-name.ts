import { type Result, refuse, succeed } from "#app/errors/refusal.ts";

const NAME_CHARACTERS_MAX = 100;

/** The name under which an API client appears in lists and in the history: trimmed, 1 to 100 characters. */
export function checkClientName(name: string): Result<string> {
  const trimmed = name.trim();
  const message =
    trimmed === ""
      ? "Give the API client a name, such as the system that will use it."
      : [...trimmed].length > NAME_CHARACTERS_MAX || /\p{Cc}/u.test(trimmed)
        ? `Use at most ${NAME_CHARACTERS_MAX} characters, on one line.`
        : undefined;
  return message === undefined
    ? succeed(trimmed)
    : refuse("invalid_request", message, { errors: [{ path: "name", message }] });
}
