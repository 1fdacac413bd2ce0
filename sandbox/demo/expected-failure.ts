/** Something the person at the terminal can do something about: said in one sentence, without a stack. */
export class ExpectedFailure extends Error {}
