// What the pretend shop sells and who runs it. Field names are those of the Admin API.

export const demoShop = {
  domain: "demo-shop.myshopify.com",
  handle: "demo-shop",
  id: "gid://shopify/Shop/84210001",
  numericId: 84210001,
  name: "Demo Shop",
  email: "owner@demo-shop.example",
  currencyCode: "EUR",
  ianaTimezone: "Europe/Amsterdam",
};

export const demoUser = {
  id: 902541635,
  first_name: "Robin",
  last_name: "Demo",
  email: "robin@demo-shop.example",
  email_verified: true,
  account_owner: true,
  locale: "en",
  collaborator: false,
};

function customer(number: number, firstName: string, lastName: string, tags: string[]) {
  return {
    number,
    id: `gid://shopify/Customer/${number}`,
    firstName,
    lastName,
    displayName: `${firstName} ${lastName}`,
    email: `${firstName}.${lastName}@customers.example`.toLowerCase(),
    tags,
    locale: "en",
  };
}

export const demoCustomers = [
  customer(91001, "Ada", "Jansen", ["vip"]),
  customer(91002, "Bram", "Visser", []),
  customer(91003, "Chloe", "Martin", ["newsletter"]),
];

function segment(number: number, name: string, query: string, members: number[]) {
  return {
    number,
    id: `gid://shopify/Segment/${number}`,
    name,
    query,
    creationDate: madeAt,
    lastEditDate: madeAt,
    members,
  };
}

const madeAt = "2026-03-02T09:00:00Z";

function product(number: number, title: string, variants: [title: string, price: string][]) {
  return {
    id: `gid://shopify/Product/${number}`,
    title,
    handle: title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-"),
    vendor: "Demo Shop",
    productType: "",
    status: "ACTIVE",
    tags: [] as string[],
    createdAt: madeAt,
    updatedAt: madeAt,
    variants: variants.map(([variantTitle, price], index) => ({
      id: `gid://shopify/ProductVariant/${number * 10 + index}`,
      title: variantTitle,
      displayName: variantTitle === "Default Title" ? title : `${title} - ${variantTitle}`,
      price,
      createdAt: madeAt,
      updatedAt: madeAt,
    })),
  };
}

export const demoProducts = [
  product(70010, "Enamel mug", [["Default Title", "16.00"]]),
  product(70011, "Linen apron", [
    ["Sand", "39.00"],
    ["Forest", "39.00"],
  ]),
  product(70012, "Single origin beans", [
    ["250 g", "11.50"],
    ["1 kg", "38.00"],
  ]),
  product(70013, "Pour-over kettle", [["Default Title", "72.00"]]),
  product(70014, "Paper filters", [["Default Title", "6.50"]]),
];

function collection(number: number, title: string, productNumbers: number[]) {
  return {
    id: `gid://shopify/Collection/${number}`,
    title,
    handle: title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-"),
    updatedAt: madeAt,
    productIds: productNumbers.map((n) => `gid://shopify/Product/${n}`),
  };
}

export const demoCollections = [
  collection(81010, "Everything", [70010, 70011, 70012, 70013, 70014]),
  collection(81011, "Brewing", [70012, 70013, 70014]),
  collection(81012, "Gifts", [70010, 70011]),
];

/** Members are listed: the sandbox does not evaluate a segment's query. */
export const demoSegments = [
  segment(61001, "Email subscribers", "email_subscription_status = 'SUBSCRIBED'", [91001, 91003]),
  segment(61002, "VIP customers", "customer_tags CONTAINS 'vip'", [91001]),
  segment(61003, "Customers who have not purchased", "number_of_orders = 0", [91002, 91003]),
];
