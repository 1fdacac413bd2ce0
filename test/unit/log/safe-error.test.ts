import pg from "pg";
import { expect, test } from "vitest";
import { safeError } from "#app/log/safe-error.ts";
import { safeText } from "#app/log/safe-text.ts";

test("of a database's error the name of the constraint is kept, the values of the row are not", () => {
  const error = Object.assign(
    new pg.DatabaseError('duplicate key value violates unique constraint "codes_key"', 10, "error"),
    { code: "23505", detail: "Key (code_key)=(save-7kq2) already exists.", where: "COPY codes: save-7kq2" },
  );
  const safe = safeError(error);
  expect(safe).toMatchObject({
    type: "DatabaseError",
    code: "23505",
    message: expect.stringContaining("codes_key"),
  });
  expect(JSON.stringify(safe)).not.toContain("save-7kq2");
});

test("a value that does not fit its type is not quoted", () => {
  const error = Object.assign(
    new pg.DatabaseError('invalid input syntax for type bigint: "SAVE-7KQ2"', 10, "error"),
    {
      code: "22P02",
    },
  );
  expect(safeError(error).message).toBe('invalid input syntax for type bigint: "…"');
  expect(JSON.stringify(safeError(error))).not.toContain("SAVE-7KQ2");
});

test("what a platform answered, and with what headers, stays with the error", () => {
  class GraphqlQueryError extends Error {
    override name = "GraphqlQueryError";
    body = { errors: "SAVE-7KQ2" };
    headers = { "X-Shopify-Access-Token": "shpat_0123" };
  }
  const error = new GraphqlQueryError("Variable $codes was provided invalid value for 0.code (SAVE-7KQ2)");
  expect(JSON.stringify(safeError(error))).not.toMatch(/SAVE-7KQ2|shpat_/);
});

test("a call's arguments are not shown, what was wrong with it is", () => {
  class PrismaClientValidationError extends Error {
    override name = "PrismaClientValidationError";
  }
  const error = new PrismaClientValidationError(
    '\nInvalid call:\n{ code: "SAVE-7KQ2" }\n\nArgument `id` is missing.',
  );
  expect(safeError(error).message).toBe("Argument `id` is missing.");
  expect(JSON.stringify(safeError(error))).not.toContain("SAVE-7KQ2");
});

test("causes are told the same way, and what is thrown without being an error says nothing", () => {
  const error = new Error("outer", { cause: new Error("mail to ada@example.com bounced") });
  expect(safeError(error).cause?.message).toBe("mail to [address] bounced");
  expect(safeError({ code: "SAVE-7KQ2" })).toEqual({
    type: "object",
    message: "Something else than an error was thrown.",
  });
  expect(safeError(error).stack).toContain("safe-error.test.ts");
});

test.each([
  ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "[secret]"],
  ["token shpat_0123456789abcdef refused", "token [secret] refused"],
  ["Authorization: Bearer abc.def", "Authorization: Bearer [secret]"],
  ["postgresql://app:pass@db:5432/x", "postgresql://[secret]@db:5432/x"],
  ["v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=", "v1,[secret]"],
  ["pool is 50 % full at 10:30", "pool is 50 % full at 10:30"],
])("%s becomes %s", (text, safe) => {
  expect(safeText(text)).toBe(safe);
});

test("a text without end is cut before it is searched", () => {
  const start = performance.now();
  expect(safeText("x".repeat(10_000_000)).length).toBe(1_000);
  expect(performance.now() - start).toBeLessThan(1_000);
});
