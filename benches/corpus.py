#!/usr/bin/env python3
"""Makes a corpus of invented press articles to measure with.

usage: corpus.py FOLDER [--documents N] [--seed S] [--first N]

Writes N documents (20,000 unless told) of about 2.5 kB each into FOLDER/0000, FOLDER/0001 ..., 1,000 to a folder.
Document number i depends on the seed and i alone: the same call makes the same bytes, and a larger corpus begins with
the smaller one. About half of the sentences state facts of the article's own fair, with one fact in every 60 to 80
bytes; the others are about commentators, other fairs, the town or the weather. Words and sentences: corpus_text.py.
"""
import argparse
import datetime
import os
import random
import re
import sys
import time

import corpus_text as words

SLOT = re.compile(r"\{(\w+)\}")


def compile_template(text):
    """Splits "a {slot} b" into its literal texts and slot names, alternating."""
    return tuple(SLOT.split(text))


def families(lines):
    return tuple(tuple(compile_template(w) for w in line.split(" | ")) for line in lines)


FACTS, BACKGROUND = families(words.FACTS), families(words.BACKGROUND)
COMPILED = {}


class Article:
    """One document in the making: its fair, its dates and its random numbers."""

    def __init__(self, seed, number):
        self.random = random.Random(seed * 1_000_003 + number)
        pick = self.pick
        self.country, self.city = pick(words.COUNTRIES), self.town()
        self.series = self.make_series(self.random.randrange(600))
        self.year = 2005 + self.random.randrange(20)
        self.nth = 2 + self.random.randrange(19)
        self.days = 2 + self.random.randrange(6)
        self.start = datetime.date(self.year, 1, 1) + datetime.timedelta(days=self.random.randrange(358))
        self.end = self.start + datetime.timedelta(days=self.days - 1)
        self.published = self.start + datetime.timedelta(days=self.random.randrange(self.days))
        self.event, self.venue = pick(words.EVENT), self.text(pick(words.VENUES))
        self.month_first = self.random.random() < 0.6
        # A few companies and persons come back within an article, and across articles.
        self.companies = [self.make_company() for _ in range(6)]
        self.people = [self.make_person() for _ in range(4)]

    def pick(self, choices):
        return choices[int(self.random.random() * len(choices))]

    def fill(self, template):
        """Fills a template's slots, the slots of what they bring included."""
        parts = list(template)
        for i in range(1, len(parts), 2):
            parts[i] = SLOTS[parts[i]](self)
        return "".join(parts)

    def text(self, source):
        """Like fill, for a short text that is not compiled yet."""
        if "{" not in source:
            return source
        template = COMPILED.get(source)
        if template is None:
            template = COMPILED[source] = compile_template(source)
        return self.fill(template)

    def sentence(self, family):
        text = self.fill(self.pick(family))
        if text.startswith("The ") and self.random.random() < 0.2:
            return self.pick(words.LEADS) + "the " + text[4:]
        return text[0].upper() + text[1:]

    def town(self):
        return (self.pick(words.SYLLABLES) + self.pick(words.SYLLABLES) + self.pick(words.TOWN_ENDS)).capitalize()

    def make_series(self, index):
        own = random.Random(index)
        place = (own.choice(words.SYLLABLES) + own.choice(words.SYLLABLES) + own.choice(words.TOWN_ENDS)).capitalize()
        place = own.choice((place, place, place, own.choice(words.COUNTRIES), "International", "World"))
        return f"{place} {own.choice(words.SERIES_WHAT)} {own.choice(words.SERIES_END)}"

    def make_company(self):
        stem = self.pick(words.SYLLABLES) + self.pick(words.SYLLABLES)
        return f"{stem.capitalize()} {self.pick(words.COMPANY_ENDS)}{self.pick(words.LEGAL)}"

    def make_person(self):
        kind = self.random.random()
        if kind < 0.12:
            return f"{self.pick(words.CHINESE)} {self.pick(words.CHINESE_GIVEN)}"
        if kind < 0.2:
            return f"{self.pick(words.KOREAN)} {self.pick(words.KOREAN_GIVEN)}"
        if kind < 0.26:
            return f"{self.pick(words.GIVEN)} {self.pick(('van der', 'de', 'bin', 'von'))} {self.pick(words.FAMILY)}"
        if kind < 0.34:
            return f"{self.pick(words.GIVEN)} {self.pick(words.FAMILY)}-{self.pick(words.FAMILY)}"
        return f"{self.pick(words.GIVEN)} {self.pick(words.FAMILY)}"

    def company(self):
        return self.pick(self.companies) if self.random.random() < 0.4 else self.make_company()

    def person(self):
        return self.pick(self.people) if self.random.random() < 0.3 else self.make_person()

    def date(self, day, year=False):
        month = words.MONTHS[day.month - 1]
        text = f"{month} {day.day}" if self.month_first else f"{day.day} {month}"
        return text + (f", {day.year}" if self.month_first else f" {day.year}") if year else text

    def number(self, low, high):
        # Small numbers are as frequent as large ones: press text is full of both.
        value = int(low * (high / low) ** self.random.random())
        if value > 2000 and self.random.random() < 0.6:
            value -= value % 100
        return f"{value:,}"

    def small(self):
        return words.NUMBERS[2 + int(self.random.random() * 10)]

    def edition(self, year):
        return f"{year} {self.series}" if self.month_first else f"{self.series} {year}"

    def money(self):
        return self.pick(words.MONEY).replace("{m}", self.pick((self.number(2, 900), f"{self.random.random() * 90 + 1:.1f}")))

    def claim(self):
        return f"{self.pick(words.CLAIM_A)} {self.text(self.pick(words.CLAIM_B))}"

    def bound(self):
        return self.pick(words.BOUNDS)


def ordinal(n):
    return f"{n}{'th' if 10 <= n % 100 <= 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"


def shown(choices):
    return lambda a: a.pick(choices)


def expanded(choices):
    return lambda a: a.text(a.pick(choices))


def raised(inner):
    """The slot at a sentence's beginning or where it must be capitalised."""
    return lambda a: (lambda t: t[0].upper() + t[1:] if t else t)(inner(a))


SLOTS = {
    "edition": lambda a: a.edition(a.year), "series": lambda a: a.series, "event": lambda a: a.event,
    "lastedition": lambda a: a.edition(a.year - 1), "nextedition": lambda a: a.edition(a.year + 1),
    "lastyear": lambda a: str(a.year - 1), "nextyear": lambda a: str(a.year + 1),
    "firstyear": lambda a: str(a.year - a.nth + 1),
    "ordinal": lambda a: ordinal(a.nth), "ordinalword": lambda a: words.ORDINALS[a.nth],
    "ndays": lambda a: words.NUMBERS[a.days],
    "startdate": lambda a: a.date(a.start), "enddate": lambda a: a.date(a.end),
    "startday": lambda a: words.WEEKDAYS[a.start.weekday()], "endday": lambda a: words.WEEKDAYS[a.end.weekday()],
    "nextstart": lambda a: a.date(a.start), "nextend": lambda a: a.date(a.end) + f", {a.year + 1}",
    "city": lambda a: a.city, "country": lambda a: a.country, "town": Article.town,
    "country2": shown(words.COUNTRIES), "country3": shown(words.COUNTRIES), "country4": shown(words.COUNTRIES),
    "venue": lambda a: a.venue, "surname": shown(words.FAMILY),
    "company": Article.company, "person": Article.person, "body": expanded(words.BODIES), "field": shown(words.FIELDS),
    "office": expanded(words.OFFICES), "post": shown(words.POSTS), "outsider": expanded(words.OUTSIDERS),
    "person2": lambda a: f"{a.pick(('Mr', 'Ms', 'Mrs', 'Dr'))} {a.pick(words.FAMILY)}",
    "product": shown(words.PRODUCTS), "topic": shown(words.TOPICS), "Topic": raised(shown(words.TOPICS)),
    "theme": lambda a: f"{a.pick(words.THEME_A)} {a.pick(words.THEME_B)} {a.pick(words.THEME_C)}",
    "session": lambda a: f"{a.pick(words.SESSION_A)} {a.pick(words.SESSION_B)}",
    "bound": Article.bound, "Bound": raised(Article.bound), "money": Article.money, "money2": expanded(words.PRICE),
    "few": shown(("two", "three")), "small": Article.small, "n1": lambda a: a.number(3, 9), "n2": lambda a: a.number(10, 95), "n3": lambda a: a.number(100, 900),
    "n4": lambda a: a.number(120, 4800), "n5": lambda a: a.number(4000, 900000), "area": lambda a: a.number(2000, 380000),
    "percent": lambda a: f"{a.random.random() * 9:.1f}", "quarter": shown(("first", "second", "third", "fourth")),
    "month": shown(words.MONTHS), "weekday": shown(words.WEEKDAYS), "Weekday": shown(words.WEEKDAYS),
    "claim": Article.claim, "quote": lambda a: a.text(a.pick(words.QUOTE_A)) + a.text(a.pick(words.QUOTE_B)),
    "otherfair": lambda a: a.make_series(a.random.randrange(600)), "river": shown(words.RIVER), "place": shown(words.PLACE),
    "material": shown(words.MATERIAL), "weather": shown(words.WEATHER), "crowd": shown(words.CROWD), "trade": shown(words.TRADE),
    "changed": shown(words.CHANGED), "effect": shown(words.EFFECT), "craft": shown(words.CRAFT),
    "moved": shown(("fallen", "risen", "gone up", "dropped")),
}


def paragraphs(article, facts, background):
    """Sentences in paragraphs of two to four, facts and background mixed."""
    sentences = [article.sentence(f) for f in facts] + [article.sentence(f) for f in background]
    article.random.shuffle(sentences)
    out, at = [], 0
    while at < len(sentences):
        size = 2 + article.random.randrange(3)
        out.append(" ".join(sentences[at:at + size]))
        at += size
    return out


def document(seed, number):
    """The text of document `number`: a wire report, a local story, a release or a fact sheet."""
    a = Article(seed, number)
    facts = a.random.sample(FACTS[1:], 12 + a.random.randrange(8))
    background = a.random.sample(BACKGROUND, 9 + a.random.randrange(8))
    lead = a.sentence(FACTS[0])
    headline = a.pick((
        f"{a.series} opens in {a.city}", f"{a.company()} and {a.company()} lead {a.series}",
        f"{a.city} welcomes {a.number(100, 3000)} exhibitors", f"{a.series}: {a.pick(words.TOPICS)} takes the stage",
        f"{a.pick(words.COUNTRIES)} sends largest delegation yet to {a.series}"))
    day = a.date(a.published, year=True)
    style = a.random.random()
    if style < 0.4:
        body = paragraphs(a, facts, background)
        return "\n\n".join([headline, f"{a.city.upper()}, {day} -- {lead} {body[0]}", *body[1:]]) + "\n"
    if style < 0.75:
        byline = f"Published: {day}    {a.city} {a.pick(('Courier', 'Gazette', 'Herald', 'Observer', 'Post', 'Tribune'))}"
        return "\n\n".join([headline, byline, lead, *paragraphs(a, facts, background)]) + "\n"
    bullets = "\n".join("- " + a.sentence(f) for f in facts[:5])
    body = paragraphs(a, facts[5:], background)
    if style < 0.9:
        return "\n\n".join([headline, f"{a.city}, {day} - {lead}", bullets, *body, f"SOURCE {a.text('{body}')}"]) + "\n"
    return "\n\n".join([f"{headline}\n{day}", lead, "Facts and figures", bullets, "Background", *body]) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder")
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first document")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    begun, size, folder = time.monotonic(), 0, None
    for number in range(options.first, options.first + options.documents):
        if folder is None or number % 1000 == 0:
            folder = os.path.join(options.folder, f"{number // 1000:04}")
            os.makedirs(folder, exist_ok=True)
        text = document(options.seed, number).encode()
        size += len(text)
        with open(os.path.join(folder, f"report-{number:06}.txt"), "wb") as file:
            file.write(text)
    print(f"{options.documents} documents, {size} bytes, {time.monotonic() - begun:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
