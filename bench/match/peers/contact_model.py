"""Splink's model of people: which columns, comparisons and rules. Sets of columns name what a rule needs."""

import splink.comparison_library as cl
from splink import block_on
from standardise_sql import birth_date, company_name, compact, email, phone, plain

# Column of the records: (column of the file, SQL).
COLUMNS = {
    "first_name": ("first_name", plain("first_name")),
    "last_name": ("last_name", plain("last_name")),
    "birth_date": ("date_of_birth", birth_date("date_of_birth")),
    "email": ("email", email("email")),
    "phone": ("phone", phone("phone")),
    "mobile": ("mobile", phone("mobile")),
    "street": ("street", plain("street")),
    "city": ("city", plain("city")),
    "postcode": ("postal_code", compact("postal_code")),
    "national_id": ("national_id", compact("national_id")),
    "company": ("company", company_name("company")),
    "linkedin": ("linkedin", email("linkedin")),
}
# The documentation recommends the full name for term frequencies.
JOINED = {"full_name": ({"first_name", "last_name"}, "first_name || ' ' || last_name")}


def frequent(comparison):
    return comparison.configure(term_frequency_adjustments=True)


COMPARISONS = [
    (
        {"first_name", "last_name"},
        cl.ForenameSurnameComparison("first_name", "last_name", forename_surname_concat_col_name="full_name"),
    ),
    ({"birth_date"}, cl.DateOfBirthComparison("birth_date", input_is_string=True)),
    ({"email"}, cl.EmailComparison("email")),
    ({"phone"}, frequent(cl.LevenshteinAtThresholds("phone", [1]))),
    ({"mobile"}, frequent(cl.LevenshteinAtThresholds("mobile", [1]))),
    ({"street"}, frequent(cl.JaroWinklerAtThresholds("street", [0.95, 0.88]))),
    ({"city"}, frequent(cl.JaroWinklerAtThresholds("city", [0.9]))),
    ({"postcode"}, frequent(cl.LevenshteinAtThresholds("postcode", [1]))),
    ({"national_id"}, cl.LevenshteinAtThresholds("national_id", [1, 2])),
    ({"company"}, frequent(cl.JaroWinklerAtThresholds("company", [0.9]))),
    ({"linkedin"}, cl.ExactMatch("linkedin")),
]

BLOCKING = [
    ({"email"}, block_on("email")),
    ({"mobile"}, block_on("mobile")),
    ({"linkedin"}, block_on("linkedin")),
    ({"national_id"}, block_on("national_id")),
    ({"phone", "first_name"}, block_on("phone", "first_name")),
    ({"phone", "last_name"}, block_on("phone", "last_name")),
    ({"birth_date", "first_name"}, block_on("birth_date", "first_name")),
    ({"birth_date", "last_name"}, block_on("birth_date", "last_name")),
    ({"company", "last_name"}, block_on("company", "last_name")),
    ({"company", "first_name"}, block_on("company", "first_name")),
    ({"postcode", "last_name"}, block_on("postcode", "last_name")),
    ({"postcode", "first_name"}, block_on("postcode", "first_name")),
    ({"city", "first_name", "last_name"}, block_on("city", "first_name", "last_name")),
]
# Besides, while the records are few enough for it.
WIDE_BLOCKING = [
    ({"last_name"}, block_on("last_name")),
    ({"birth_date"}, block_on("birth_date")),
    ({"city", "first_name"}, block_on("city", "first_name")),
]

# Rules that hardly ever err, and the share of the true pairs that they find: a guess, as in the tutorials.
CERTAIN = [
    ({"email"}, block_on("email")),
    ({"first_name", "birth_date"}, block_on("first_name", "birth_date")),
    ({"last_name", "birth_date"}, block_on("last_name", "birth_date")),
    ({"first_name", "last_name", "company"}, block_on("first_name", "last_name", "company")),
    ({"first_name", "last_name", "postcode"}, block_on("first_name", "last_name", "postcode")),
]
CERTAIN_RECALL = 0.7

# The first two that find a bearable number of pairs; between them every comparison is trained.
TRAINING = [
    ({"first_name", "last_name"}, block_on("first_name", "last_name")),
    ({"birth_date"}, block_on("birth_date")),
    ({"email"}, block_on("email")),
]
