import { expect, test } from "vitest";
import { placeToReturnTo, rememberPlace, type TabMemory } from "#app/ui/embedding.ts";

function emptyMemory(): TabMemory {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

test("a frame that is reloaded goes on where it was, in the shop it was opened for", () => {
  const memory = emptyMemory();
  rememberPlace(memory, "/app", "?embedded=1&shop=a.myshopify.com&host=YWRtaW4&id_token=secret&locale=de");
  rememberPlace(memory, "/app/settings", "");
  expect(placeToReturnTo(memory)).toBe(
    "/app/settings?shop=a.myshopify.com&host=YWRtaW4&locale=de&embedded=1",
  );
});

test("it goes on once: a place that leads nowhere is not tried again", () => {
  const memory = emptyMemory();
  rememberPlace(memory, "/app", "?shop=a.myshopify.com&host=YWRtaW4");
  placeToReturnTo(memory);
  expect(placeToReturnTo(memory)).toBeNull();
});

test("a tab that was never inside the admin has no place to return to", () => {
  const memory = emptyMemory();
  expect(placeToReturnTo(memory)).toBeNull();
  rememberPlace(memory, "/app", "");
  expect(placeToReturnTo(memory)).toBeNull();
  memory.setItem("coupon-pools-embedding", "{");
  expect(placeToReturnTo(memory)).toBeNull();
});
