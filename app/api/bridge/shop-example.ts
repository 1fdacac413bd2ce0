/** What a module says of its shop and of where it is, as the contract shows it. */
export const SHOP_EXAMPLE = {
  shop: {
    name: "Main Website",
    baseUrl: "https://shop.example.com/",
    timeZone: "Europe/Berlin",
    currency: "EUR",
    magentoVersion: "2.4.6-p11",
    edition: "Community",
    moduleVersion: "1.0.0",
  },
  place: {
    database: "0f6e6b3c2f6e4a54a5b27a4b9d6f2c11",
    cursor: "cur_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC",
  },
};
