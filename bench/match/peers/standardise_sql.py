"""Light standardisation in SQL, as Splink's documentation advises before linking: case, punctuation, digits."""


def plain(column):
    """Lower case without accents, every run of other signs one space."""
    return f"regexp_replace(lower(strip_accents({column})), '[^\\w]+', ' ', 'g')"


def compact(column):
    return f"regexp_replace(upper({column}), '[^A-Z0-9]', '', 'g')"


def phone(column):
    """The last nine digits, without an extension: the country code and a trunk zero come and go."""
    without = f"regexp_replace(lower({column}), '(x|ext).*$', '')"
    return f"right(regexp_replace({without}, '[^0-9]', '', 'g'), 9)"


def domain(column):
    """The host of a web address without www."""
    return f"regexp_extract(lower(trim({column})), '^(?:https?://)?(?:www\\.)?([^/?#:| ]+)', 1)"


def email(column):
    return f"lower(trim({column}))"


def birth_date(column):
    """YYYY-MM-DD from that or from YYYYMMDD."""
    digits = f"regexp_replace({column}, '[^0-9]', '', 'g')"
    iso = f"left({digits}, 4) || '-' || substr({digits}, 5, 2) || '-' || right({digits}, 2)"
    return f"case when length({digits}) = 8 then {iso} else {column} end"


LEGAL_FORMS = (
    "ltd|limited|plc|llp|llc|inc|incorporated|corp|corporation|co|company|gmbh|ag|kg|ug|mbh|se|"
    "sa|sas|sarl|sl|slu|spa|srl|bv|nv|ab|oy|as|aps|pty|kk"
)


def company_name(column):
    """Without the commonest legal forms at its end."""
    return f"regexp_replace(trim({plain(column)}), '( ({LEGAL_FORMS}))+$', '')"
