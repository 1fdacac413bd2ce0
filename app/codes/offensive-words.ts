/**
 * Word stems that no code may spell by chance, as letters; English first, since that is what codes are read
 * as, then the best-known ones of the languages our merchants write in. Short on purpose: every further entry
 * costs codes. The second group has no vowels, for alphabets without any.
 */
const STEMS = [
  "ANAL|ANUS|ARSE|ASS|BALLS|BASTARD|BITCH|BONER|BOOB|BUM|BUTT|CLIT|COCK|COON|CRAP|CUM|CUNT|DAMN|DICK|DIE|DIKE|DILDO|DYKE|FAG|FART|FUCK|FUK",
  "GAY|GOD|GOOK|HATE|HELL|HITLER|HOMO|JEW|JIZZ|KIKE|KILL|LESBO|MUFF|NAZI|NEGR|NIGG|NIGA|NUDE|ORGY|PAKI|PENIS|PISS|POO|PORN|PUBE|PUSSY|QUEER|RAPE",
  "SATAN|SEX|SHIT|SLUT|SPERM|SPIC|SUCK|TITS|TURD|TWAT|VAGINA|VULVA|WANK|WHORE|FICK|FOTZ|HURE|NUTTE|PUTA|PUTE|MERDE|MIERDA|CONNARD|CAZZO|KURWA|HOER|LUL",
  "BTCH|CNT|DCK|FCK|FKN|FGT|KKK|NGR|NGGR|NZ|PRN|SHT|SLT|STFU|TWT|WTF|XXX",
].join("|");
const OFFENSIVE = new RegExp(STEMS);

/** Digits that are read as letters. */
const READ_AS: Record<string, string> = { 0: "O", 1: "I", 3: "E", 4: "A", 5: "S", 7: "T", 8: "B" };

/** Whether drawn characters spell something that a merchant would not want to send, with digits read as letters. */
export function isOffensive(characters: string): boolean {
  const text = characters.toUpperCase();
  // Nobody reads words into digits alone; one number is a sign all the same.
  if (!/[A-Z]/.test(text)) return text.includes("1488");
  return (
    OFFENSIVE.test(text) || OFFENSIVE.test(text.replace(/[0134578]/g, (digit) => READ_AS[digit] ?? digit))
  );
}
