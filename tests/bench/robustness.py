"""Changes to a text that must not turn its label: what people's keyboards, mail programs and
countries do to the same words.

CHANGES is a list of (name, change); a change is a function (text, number of the text) -> text, the
same each time.  A text that comes back as it was is not one that the change applies to.
"""

import random
import re
import textwrap
import unicodedata

# ---- letters -------------------------------------------------------------------------------------

def without_punctuation(text, _):
    """Apostrophes close up, other punctuation becomes a blank; line ends stay."""
    text = re.sub(r"[’']", "", text)
    text = "".join(" " if unicodedata.category(c).startswith("P") else c for c in text)
    return re.sub(r"[^\S\n]+", " ", text).strip()


def with_typos(text, number):
    """Two letters inside a word change places, in every twelfth word or so."""
    source = random.Random(number)
    words = re.split(r"(\s+)", text)
    wait = source.randint(1, 12)
    for i in range(0, len(words), 2):
        wait -= 1
        word = words[i]
        places = [j for j in range(1, len(word) - 1) if word[j:j + 2].isalpha()
                  and word[j].lower() != word[j + 1].lower()]
        if wait > 0 or len(word) < 4 or not places:
            continue
        j = source.choice(places)
        words[i] = word[:j] + word[j + 1] + word[j] + word[j + 2:]
        wait = source.randint(8, 16)
    return "".join(words)


def with_straight_quotes(text, _):
    return text.translate(str.maketrans("‘’“”", "''\"\""))


def with_curly_quotes(text, _):
    """A quote behind a blank, a bracket or nothing opens; any other closes."""
    for straight, opening, closing in (("'", "‘", "’"), ('"', "“", "”")):
        text = re.sub(r"(^|[\s(\[“‘])" + straight, r"\1" + opening, text)
        text = text.replace(straight, closing)
    return text


# ---- countries -----------------------------------------------------------------------------------

# British and American; with > only British to American, where the way back is ambiguous.  Behind a
# word that ends in - one of the endings must stand, behind another it may.
SPELLINGS = """
colour color|favour favor|honour honor|humour humor|rumour rumor|neighbour neighbor
behaviour behavior|labour labor|flavour flavor|odour odor|harbour harbor|endeavour endeavor
favourite favorite|favourable favorable|honourable honorable|neighbourhood neighborhood
realis- realiz-|organis- organiz-|recognis- recogniz-|apologis- apologiz-|prioritis- prioritiz-
emphasis- emphasiz-|summaris- summariz-|finalis- finaliz-|customis- customiz-|minimis- minimiz-
maximis- maximiz-|authoris- authoriz-|criticis- criticiz-|specialis- specializ-|utilis- utiliz-
standardis- standardiz-|pressuris- pressuriz-|categoris- categoriz-|memoris- memoriz-
personalis- personaliz-|capitalis- capitaliz-|economis- economiz-
analyse analyze|analysed analyzed|analysing analyzing|paralysed paralyzed
centre center|centred centered|theatre theater|litre liter|fibre fiber|metre>meter
defence defense|offence offense|pretence pretense|licence>license|practise>practice
travelled traveled|travelling traveling|traveller traveler|cancelled canceled
cancelling canceling|labelled labeled|modelling modeling|signalled signaled|fuelled fueled
counselling counseling|dialled dialed|levelled leveled|quarrelled quarreled
marvellous marvelous|jewellery jewelry|skilful skillful|fulfil>fulfill|enrol>enroll
instalment installment|judgement judgment|ageing aging|grey gray|cosy cozy|sceptical skeptical
aluminium aluminum|catalogue catalog|mum mom|mould mold|plough plow|moustache mustache
cheque>check|tyre>tire|kerb>curb|programme>program|whilst>while|learnt>learned
""".replace("\n", "|").strip("|").split("|")
ENDINGS = {"-": "e|es|ed|ing|er|ers|ation|ations|ational", "": "|s|ed|ing|ite|ites|able|ful|er|ers"}


def spelling_table(american):
    """(pattern, spelling to take) of each word; american: into American spelling."""
    table = []
    for pair in SPELLINGS:
        british, other = re.split("[ >]", pair)
        if not american and ">" in pair:
            continue
        old, new = (british, other) if american else (other, british)
        endings = ENDINGS["-"] if old.endswith("-") else (
            ENDINGS[""] if re.search("ou?r$", old) else "|s")
        table.append((re.compile(r"\b%s(%s)\b" % (old.rstrip("-"), endings), re.I),
                      new.rstrip("-")))
    return table


TABLES = {american: spelling_table(american) for american in (True, False)}


def respelt(text, american):
    def take(found, new):
        old = found.group(0)
        if old.isupper():
            return (new + found.group(1)).upper()
        return (new.capitalize() if old[0].isupper() else new) + found.group(1)

    for pattern, new in TABLES[american]:
        text = pattern.sub(lambda found, new=new: take(found, new), text)
    return text


# ---- letters' ends -------------------------------------------------------------------------------

OPENINGS = ["Hi Tom,\n\n", "Dear Ms Keller,\n\n", "Hello,\n\n", "Good morning David,\n\n",
            "Hey,\n\n", "Dear Sir or Madam,\n\n"]
CLOSINGS = ["Kind regards,\nTom", "Best wishes,\nAnn", "Thanks,\nJo", "Many thanks\nPeter",
            "Cheers, Dave", "Sincerely,\nMargaret Hill"]
SIGNATURES = ["Priya Nair\nOffice Manager\nHalden Joinery Ltd\nTel. 0117 496 0142",
              "--\nMark Osei | Plant Engineer | Bexley Foods | +1 555 0134",
              "Ruth Lindqvist\nHead of Facilities, Larkfield Schools Trust\nM: 07700 900418",
              "Dan Whelan, Accounts\nCorrigan & Webb\n14 Mill Lane\nph (03) 5550 4421"]


def with_opening(text, number):
    if re.match(r"(hi|hello|hey|dear|good (morning|afternoon|day|evening)|morning)\b", text, re.I):
        return text
    return OPENINGS[number % len(OPENINGS)] + text


def with_closing(text, number):
    if re.search(r"\b(regards|thanks|thank you|cheers|sincerely|wishes|yours)\b", text[-60:], re.I):
        return text
    return text + "\n\n" + CLOSINGS[number % len(CLOSINGS)]


def with_signature(text, number):
    return text + "\n\n" + SIGNATURES[number % len(SIGNATURES)]


# ---- lines ---------------------------------------------------------------------------------------

def wrapped(text, _):
    return "\n".join(textwrap.fill(line, 72, break_long_words=False, break_on_hyphens=False)
                     for line in text.split("\n"))


CHANGES = [
    ("lower case", lambda text, _: text.lower()),
    ("UPPER CASE", lambda text, _: text.upper()),
    ("no punctuation", without_punctuation),
    ("typos", with_typos),
    ("American spelling", lambda text, _: respelt(text, True)),
    ("British spelling", lambda text, _: respelt(text, False)),
    ("curly quotes", with_curly_quotes),
    ("straight quotes", with_straight_quotes),
    ("doubled blanks", lambda text, _: text.replace(" ", "  ")),
    ("lines of 72 columns", wrapped),
    ("a greeting before", with_opening),
    ("a greeting behind", with_closing),
    ("a signature left in", with_signature),
]


def selftest():
    """Worked examples of each change."""
    assert without_punctuation("Don't call, please -\nthanks (Jo).", 0) == \
        "Dont call please \nthanks Jo"
    words = "The salesman telephoned yesterday about insurance " * 8
    typed = with_typos(words, 7)
    assert typed == with_typos(words, 7) != words and len(typed) == len(words)
    wrong = [(a, b) for a, b in zip(words.split(), typed.split()) if a != b]
    assert 3 <= len(wrong) <= 6 and all(a[0] == b[0] and sorted(a) == sorted(b) for a, b in wrong)
    assert respelt("Colour, honoured, REALISED, organisation, four tyres, emphasis", True) == \
        "Color, honored, REALIZED, organization, four tires, emphasis"
    assert respelt("Colorado laboratory: favorite neighbors realize, check the tires", False) == \
        "Colorado laboratory: favourite neighbours realise, check the tires"
    assert respelt("a centred mum's cheques", True) == "a centered mom's checks"
    assert with_curly_quotes("\"Don't,\" he said, 'now'", 0) == "“Don’t,” he said, ‘now’"
    assert with_straight_quotes("“Don’t”", 0) == "\"Don't\""
    assert with_opening("Hello Jo, no.", 0) == "Hello Jo, no."
    assert with_opening("No.", 1) == "Dear Ms Keller,\n\nNo."
    assert with_closing("No thanks", 0) == "No thanks"
    assert with_closing("No.", 4) == "No.\n\nCheers, Dave"
    assert with_signature("No.", 1).startswith("No.\n\n--\nMark Osei")
    assert wrapped("word " * 20 + "\n\nend", 0).split("\n")[2:] == ["", "end"]
    assert all(change("Plain words", 3) for _, change in CHANGES)
