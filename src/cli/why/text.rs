//! A document as it was read, and what stopped a fact, for people: in colour on a terminal, with
//! brackets elsewhere.

use crate::answer::wrap;
use crate::document::Document;
use crate::why::{Cause, Diagnosis, Mark, Marked, MarkedSentence, What};
use std::io::{Result, Write};

/// How wide the page is, and whether it may be styled.
pub struct Page {
    width: usize,
    styled: bool,
}

/// How a character is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Plain,
    Marked(What),
    /// What says what a mark is.
    Note,
}

impl Style {
    /// The sequence that sets it on a terminal.
    fn set(self) -> &'static str {
        match self {
            Style::Plain => "",
            Style::Note => "\u{1b}[2m",
            Style::Marked(what) => match what {
                What::Person => "\u{1b}[4;36m",
                What::Organization(_) => "\u{1b}[4;35m",
                What::Country | What::Nationality | What::Place | What::Venue => "\u{1b}[4;32m",
                What::Edition | What::Event | What::Session => "\u{1b}[1;4;34m",
                What::Date | What::Figure => "\u{1b}[4;33m",
                What::Office | What::Topic | What::Theme | What::Name => "\u{1b}[4m",
            },
        }
    }
}

const RESET: &str = "\u{1b}[0m";

impl Page {
    pub fn new(width: usize, styled: bool) -> Page {
        Page { width, styled }
    }

    /// The whole document.
    pub fn marked<'r>(
        &self,
        document: &Document,
        marked: &Marked,
        rule: &impl Fn(&str) -> Option<&'r str>,
        out: &mut impl Write,
    ) -> Result<()> {
        let mut origin = vec![document.name.clone()];
        origin.extend(document.publisher.clone());
        origin.extend(document.published.map(|day| day.to_string()));
        let about = match &marked.main {
            Some(main) => format!("about {main}"),
            None => "no fair was recognized in it, so nothing is stated".to_owned(),
        };
        let head = format!("{}: {about}", origin.join(", "));
        writeln!(out, "{}", self.bold(&wrap(&head, "", self.width)))?;
        for sentence in &marked.sentences {
            if sentence.opens {
                writeln!(out)?;
            }
            self.sentence(document, marked, sentence, rule, out)?;
        }
        Ok(())
    }

    fn sentence<'r>(
        &self,
        document: &Document,
        marked: &Marked,
        sentence: &MarkedSentence,
        rule: &impl Fn(&str) -> Option<&'r str>,
        out: &mut impl Write,
    ) -> Result<()> {
        let number = format!("{:>3}  ", sentence.number);
        let mut glyphs = Vec::new();
        if let Some(what) = sentence.set_apart {
            push(&mut glyphs, &format!("{what}: "), Style::Note);
        }
        let mut at = sentence.span.start;
        for mark in &sentence.marks {
            let before = document.text.get(at..mark.span.start);
            push(&mut glyphs, before.unwrap_or_default(), Style::Plain);
            self.mark(document, mark, &mut glyphs);
            at = mark.span.end;
        }
        let rest = document.text.get(at..sentence.span.end);
        push(&mut glyphs, rest.unwrap_or_default(), Style::Plain);
        self.lines(&glyphs, &number, out)?;
        for (span, edition) in &sentence.about {
            if *edition == marked.main {
                continue;
            }
            let words = document.text.get(span.clone()).unwrap_or_default();
            let whole = *span == sentence.span;
            let words = match whole {
                true => String::new(),
                false => format!(": {:?}", line(words)),
            };
            let about = match edition {
                Some(edition) => format!("about {edition}{words}"),
                None => format!("about an edition that is not told{words}"),
            };
            writeln!(out, "{}", self.note(&wrap(&about, "     ", self.width)))?;
        }
        for fact in &sentence.facts {
            let mut said = match Some(&fact.subject) == marked.main.as_ref() {
                true => String::new(),
                false => format!("{} \u{b7} ", fact.subject),
            };
            said += &format!("{} \u{b7} {}", fact.relation.name(), fact.object);
            if !fact.details.is_empty() {
                said += &format!(" ({})", fact.details.join(", "));
            }
            said += &format!(" [{}]", fact.rule);
            let text = wrap(&said, "       ", self.width);
            let text = format!("     * {}", text.trim_start());
            writeln!(out, "{}", self.bold(&text))?;
            if let Some(about) = rule(&fact.rule) {
                writeln!(out, "{}", self.note(&wrap(about, "         ", self.width)))?;
            }
        }
        Ok(())
    }

    /// The words of a mark, with what they were taken for.
    fn mark(&self, document: &Document, mark: &Mark, glyphs: &mut Vec<(char, Style)>) {
        let words = document.text.get(mark.span.clone()).unwrap_or_default();
        let stands_for = mark.stands_for.as_deref();
        let stands_for = stands_for.map_or(String::new(), |label| format!(" = {label}"));
        let note = format!("/{}{stands_for}", mark.what.name());
        if !self.styled {
            push(glyphs, "[", Style::Plain);
        }
        push(glyphs, words, Style::Marked(mark.what));
        push(glyphs, &note, Style::Note);
        if !self.styled {
            push(glyphs, "]", Style::Plain);
        }
    }

    /// Characters broken at spaces into lines as wide as the page.
    fn lines(&self, glyphs: &[(char, Style)], first: &str, out: &mut impl Write) -> Result<()> {
        let indent = " ".repeat(first.chars().count());
        let mut length = indent.len();
        write!(out, "{}", self.note(first))?;
        let mut opened = false;
        for word in glyphs.split(|(c, _)| *c == ' ') {
            if word.is_empty() {
                continue;
            }
            let space = usize::from(opened);
            if opened && length + space + word.len() > self.width {
                write!(out, "\n{indent}")?;
                length = indent.len();
            } else if opened {
                write!(out, " ")?;
                length += 1;
            }
            opened = true;
            length += word.len();
            self.word(word, out)?;
        }
        writeln!(out)
    }

    fn word(&self, word: &[(char, Style)], out: &mut impl Write) -> Result<()> {
        let mut style = Style::Plain;
        for (c, own) in word {
            if self.styled && *own != style {
                write!(out, "{RESET}{}", own.set())?;
                style = *own;
            }
            write!(out, "{c}")?;
        }
        if self.styled && style != Style::Plain {
            write!(out, "{RESET}")?;
        }
        Ok(())
    }

    /// How far an expected fact came.
    pub fn diagnosis(&self, diagnosis: &Diagnosis, out: &mut impl Write) -> Result<()> {
        let head = format!("expected: {}", diagnosis.expected.statement());
        writeln!(out, "{}", self.bold(&wrap(&head, "", self.width)))?;
        for step in &diagnosis.steps {
            for (number, line) in step.lines.iter().enumerate() {
                let name = if number == 0 { step.name } else { "" };
                let text = wrap(line, "           ", self.width);
                writeln!(out, "  {name:9}{}", text.get(11..).unwrap_or_default())?;
            }
        }
        let cause = format!("cause: {}", diagnosis.because);
        writeln!(out, "{}", self.bold(&wrap(&cause, "", self.width)))?;
        if diagnosis.cause != Cause::Found {
            let remedy = format!("remedy: {}", diagnosis.remedy);
            writeln!(out, "{}", wrap(&remedy, "", self.width))?;
        }
        Ok(())
    }

    fn bold(&self, text: &str) -> String {
        self.style(text, "\u{1b}[1m")
    }

    fn note(&self, text: &str) -> String {
        self.style(text, Style::Note.set())
    }

    fn style(&self, text: &str, set: &str) -> String {
        match self.styled && !text.is_empty() {
            true => format!("{set}{text}{RESET}"),
            false => text.to_owned(),
        }
    }
}

/// Adds characters; what would command the terminal, and every break, becomes a space.
fn push(glyphs: &mut Vec<(char, Style)>, text: &str, style: Style) {
    let shown = text
        .chars()
        .map(|c| match c.is_control() || c.is_whitespace() {
            true => ' ',
            false => c,
        });
    glyphs.extend(shown.map(|c| (c, style)));
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
