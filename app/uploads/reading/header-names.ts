// Names that the columns of coupon files bear in the wild, in the order in which they are believed, written
// as `headerKey` leaves them: lower case, no accents, letters and digits only.

const CODE_NAMES = words(`
  couponcode couponcodes vouchercode vouchercodes promocode promocodes promotioncode promotioncodes
  promotionalcode discountcode discountcodes redeemcode redemptioncode giftcode giftcardcode rewardcode
  offercode referralcode uniquecode serialcode gutscheincode gutscheincodes rabattcode rabattcodes
  aktionscode codepromo codespromo codepromotionnel codereduction codedereduction codigopromocional
  codigodedescuento codigodescuento codigocupon codigodecupon cupomdedesconto codigodocupom codicesconto
  codicepromozionale codicecoupon kortingscode kortingscodes actiecode rabattkod rabatkode rabattkode
  alennuskoodi kodrabatowy slevovykod kuponkod code codes coupon coupons voucher vouchers promo gutschein
  gutscheine gutscheinnummer bon codigo codigos cupon cupones cupom cupons codice codici kod kode koodi
  kupon kupong discount rabatt serial serialnumber
`);

const EXPIRY_NAMES = words(`
  expiresat expiryat expirationdate expirydate expiredate expirationtime expires expireson expiry expiration
  expire validuntil validto validthru validthrough validtill enddate endsat enddatetime usebefore useby
  redeemby todate couponexpiry couponexpiration gultigbis gueltigbis ablaufdatum ablauf verfallsdatum
  enddatum dateexpiration datedexpiration expirele valablejusquau datefin datedefin fechadeexpiracion
  fechaexpiracion fechadevencimiento caducidad fechadecaducidad validohasta datadiscadenza scadenza
  validofinoal datadevalidade validade datadeexpiracao vervaldatum geldigtot verloopdatum utgangsdatum
  giltigtill udlobsdato waznydo
`);

/** A header cell as it is compared. */
function headerKey(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

const codeRanks: ReadonlyMap<string, number> = new Map(CODE_NAMES.map((name, rank) => [name, rank]));
const expiryRanks: ReadonlyMap<string, number> = new Map(EXPIRY_NAMES.map((name, rank) => [name, rank]));

/** How well a header cell names the codes: 0 is best, undefined is not at all. */
export function codeNameRank(text: string): number | undefined {
  return codeRanks.get(headerKey(text));
}

/** How well a header cell names the expiry date: 0 is best, undefined is not at all. */
export function expiryNameRank(text: string): number | undefined {
  return expiryRanks.get(headerKey(text));
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
