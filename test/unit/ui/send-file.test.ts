import { expect, test } from "vitest";
import { fileNameOf } from "#app/ui/download-file.ts";
import { readAnswer } from "#app/ui/send-file.ts";

test("the server's own answer is passed on", () => {
  expect(readAnswer(200, '{"ok":true,"uploadId":"upl_1"}')).toEqual({ ok: true, uploadId: "upl_1" });
  expect(readAnswer(200, '{"ok":false,"problem":"The file is empty."}')).toEqual({
    ok: false,
    problem: "The file is empty.",
  });
});

test("a proxy's page becomes a sentence", () => {
  expect(readAnswer(413, "<html>413</html>")).toEqual({
    ok: false,
    problem: expect.stringMatching(/too large/),
  });
  expect(readAnswer(502, "<html>502</html>")).toEqual({
    ok: false,
    problem: expect.stringMatching(/Nothing was added/),
  });
  expect(readAnswer(200, "null")).toMatchObject({ ok: false });
});

test("a downloaded list keeps the name of its file, whatever letters it has", () => {
  expect(fileNameOf("attachment; filename*=UTF-8''gutscheine%20f%C3%BCr%20alle.csv")).toBe(
    "gutscheine für alle.csv",
  );
  expect(fileNameOf(null)).toBeNull();
});
