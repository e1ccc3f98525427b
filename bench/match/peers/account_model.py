"""Splink's model of companies: which columns, comparisons and rules. Sets of columns name what a rule needs."""

import splink.comparison_library as cl
from splink import block_on
from standardise_sql import company_name, compact, domain, email, phone, plain

# Column of the records: (column of the file, SQL).
COLUMNS = {
    "name": ("name", company_name("name")),
    "domain": ("website", domain("website")),
    "email": ("email", email("email")),
    "phone": ("phone", phone("phone")),
    "fax": ("fax", phone("fax")),
    "street": ("street", plain("street")),
    "city": ("city", plain("city")),
    "postcode": ("postal_code", compact("postal_code")),
    "vat": ("vat_id", compact("vat_id")),
    "duns": ("duns", compact("duns")),
    "lei": ("lei", compact("lei")),
}
JOINED = {}


def frequent(comparison):
    return comparison.configure(term_frequency_adjustments=True)


# State, country and industry follow from other columns or say little: the documentation advises against such.
COMPARISONS = [
    ({"name"}, frequent(cl.JaroWinklerAtThresholds("name", [0.92, 0.8]))),
    ({"domain"}, frequent(cl.ExactMatch("domain"))),
    ({"email"}, cl.EmailComparison("email")),
    ({"phone"}, frequent(cl.LevenshteinAtThresholds("phone", [1]))),
    ({"fax"}, frequent(cl.LevenshteinAtThresholds("fax", [1]))),
    ({"street"}, frequent(cl.JaroWinklerAtThresholds("street", [0.95, 0.88]))),
    ({"city"}, frequent(cl.JaroWinklerAtThresholds("city", [0.9]))),
    ({"postcode"}, frequent(cl.LevenshteinAtThresholds("postcode", [1]))),
    ({"vat"}, cl.ExactMatch("vat")),
    ({"duns"}, cl.ExactMatch("duns")),
    ({"lei"}, cl.ExactMatch("lei")),
]

BLOCKING = [
    ({"name"}, block_on("name")),
    ({"domain"}, block_on("domain")),
    ({"phone"}, block_on("phone")),
    ({"fax"}, block_on("fax")),
    ({"email"}, block_on("email")),
    ({"vat"}, block_on("vat")),
    ({"duns"}, block_on("duns")),
    ({"lei"}, block_on("lei")),
    ({"street", "city"}, block_on("street", "city")),
    ({"name", "postcode"}, block_on("substr(name, 1, 4)", "postcode")),
]
# Besides, while the records are few enough for it.
WIDE_BLOCKING = [
    ({"name", "city"}, block_on("substr(name, 1, 6)", "city")),
    ({"street"}, block_on("street")),
    ({"name"}, block_on("substr(name, 1, 5)")),
]

# Rules that hardly ever err, and the share of the true pairs that they find: a guess, as in the tutorials.
CERTAIN = [
    ({"name", "postcode"}, block_on("name", "postcode")),
    ({"name", "street"}, block_on("name", "street")),
    ({"name", "domain"}, block_on("name", "domain")),
    ({"name", "phone"}, block_on("name", "phone")),
]
CERTAIN_RECALL = 0.7

# The first two that find a bearable number of pairs; between them every comparison is trained.
TRAINING = [
    ({"name"}, block_on("name")),
    ({"phone"}, block_on("phone")),
    ({"postcode", "street"}, block_on("street", "postcode")),
    ({"domain"}, block_on("domain")),
    ({"street"}, block_on("street")),
]
