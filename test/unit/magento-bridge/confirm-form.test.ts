import { expect, test } from "vitest";
import { amdModule } from "./amd-module.ts";

interface Question {
  title: string;
  content: string;
  actions: { confirm: () => void };
}

/** A form of the page with this checkbox, and what was asked when it was sent. */
function sentForm(box: { checked: boolean } | null) {
  const questions: Question[] = [];
  const document = {
    createElement: () => {
      const element = { textContent: "", outerHTML: "" };
      Object.defineProperty(element, "outerHTML", { get: () => `<span>${element.textContent}</span>` });
      return element;
    },
  };
  const confirmForm = amdModule<(config: object, form: object) => void>(
    "confirm-form",
    { "Magento_Ui/js/modal/confirm": (question: Question) => questions.push(question) },
    { document },
  );
  let isSent = false;
  let send: ((event: { preventDefault: () => void }) => void) | undefined;
  const form = {
    addEventListener: (_name: string, listener: typeof send) => {
      send = listener;
    },
    querySelector: () => box,
    submit: () => {
      isSent = true;
    },
  };
  return { confirmForm, form, questions, isSent: () => isSent, press: () => send?.({ preventDefault() {} }) };
}

const QUESTION = {
  title: "Assign another code?",
  message: "One more.",
  ticked: "A-1 goes.",
  unticked: "A-1 stays.",
};

test("the question says what the ticked box does, as it is when the form is sent", () => {
  const box = { checked: true };
  const sent = sentForm(box);
  sent.confirmForm(QUESTION, sent.form);
  sent.press();
  box.checked = false;
  sent.press();
  expect(sent.questions.map(({ content }) => content)).toEqual([
    "<span>One more. A-1 goes.</span>",
    "<span>One more. A-1 stays.</span>",
  ]);
  expect(sent.isSent()).toBe(false);
  sent.questions[1]?.actions.confirm();
  expect(sent.isSent()).toBe(true);
});

test("a form without a box asks its question alone", () => {
  const sent = sentForm(null);
  sent.confirmForm({ title: "Mark this code void?", message: "For good." }, sent.form);
  sent.press();
  expect(sent.questions).toMatchObject([
    { title: "Mark this code void?", content: "<span>For good.</span>" },
  ]);
});
