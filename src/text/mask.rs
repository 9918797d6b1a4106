//! Hiding markup from the rules while every offset stays what it was.

mod markdown;

use std::borrow::Cow;

use jiff::civil::Date;

use crate::text::Span;

pub(crate) use markdown::{Layout, LayoutKind};

/// Stands for a byte of markup; it shows nothing and separates nothing.
pub const MASK: u8 = 1;

/// Stands for a byte of something that is no prose but takes a word's place: code, an image.
pub const OBJECT: u8 = 2;

/// How a draft is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Markup {
    /// Nothing but text.
    #[default]
    Plain,
    /// Markdown.
    Markdown,
}

impl Markup {
    /// The markup of a file of that name, by its ending; plain text where the ending says nothing.
    pub fn of_file_name(name: &str) -> Self {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        if ending.eq_ignore_ascii_case("md") || ending.eq_ignore_ascii_case("markdown") {
            Markup::Markdown
        } else {
            Markup::Plain
        }
    }
}

/// A comment in the markup, invisible to readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Where the comment stands, its marks included.
    pub span: Span,
    /// What it says, without its marks.
    pub text: String,
}

/// Metadata above a draft, between `---` or `+++` lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// Where it stands; empty where there is none.
    pub span: Span,
    /// The headline, if the metadata carries it.
    pub title: Option<String>,
    /// The release date, if the metadata carries it.
    pub date: Option<Date>,
    /// The address of the page, if the metadata carries it.
    pub address: Option<String>,
}

impl FrontMatter {
    /// Whether `text` begins as metadata do, whether or not they end somewhere.
    pub(crate) fn may_begin(text: &str) -> bool {
        let after_bom = text.strip_prefix('\u{feff}').unwrap_or(text);
        after_bom.starts_with("---") || after_bom.starts_with("+++")
    }

    /// Reads the `title`, `date` and `url` keys; everything else is left to whoever owns it.
    fn read(text: &str, span: Span) -> Self {
        let mut front_matter = Self { span, ..Self::default() };
        for line in text[span.range()].lines() {
            let Some((key, value)) = line.split_once([':', '=']) else {
                continue;
            };
            let value = value.trim().trim_matches(['"', '\'']).trim();
            match key.trim() {
                "title" | "headline" if !value.is_empty() => {
                    front_matter.title = Some(value.to_owned());
                }
                "date" => front_matter.date = value.get(..10).and_then(|it| it.parse().ok()),
                "url" | "permalink" | "slug" | "canonical" if !value.is_empty() => {
                    front_matter.address = Some(value.to_owned());
                }
                _ => {}
            }
        }
        front_matter
    }

    /// The front matter at the start of `text`, if there is any.
    fn find(text: &str) -> Option<Self> {
        let after_bom = text.strip_prefix('\u{feff}').unwrap_or(text);
        let start = text.len() - after_bom.len();
        let fence = after_bom.get(..3).filter(|it| matches!(*it, "---" | "+++"))?;
        let mut at = start;
        for (number, line) in after_bom.split_inclusive('\n').enumerate() {
            at += line.len();
            let is_fence = line.trim_end() == fence;
            match number {
                0 if !is_fence => return None,
                0 => {}
                // Front matter has keys; a text between two rules does not.
                1 if !line.contains([':', '=']) => return None,
                _ if is_fence => return Some(Self::read(text, Span::new(start, at))),
                _ if number > 200 => return None,
                _ => {}
            }
        }
        None
    }
}

/// A text with its markup masked: byte for byte as long as the original.
#[derive(Clone, Debug)]
pub struct Masked<'a> {
    text: Cow<'a, str>,
    front_matter: FrontMatter,
    comments: Vec<Comment>,
    links: Vec<Span>,
    layout: Vec<Layout>,
}

impl<'a> Masked<'a> {
    /// Masks the markup of `text`.
    pub fn new(text: &'a str, markup: Markup) -> Self {
        Self::under(FrontMatter::find(text).unwrap_or_default(), text, markup)
    }

    /// Masks the markup of a part of a text that does not begin with metadata.
    pub(crate) fn part(text: &'a str, markup: Markup) -> Self {
        Self::under(FrontMatter::default(), text, markup)
    }

    fn under(front_matter: FrontMatter, text: &'a str, markup: Markup) -> Self {
        match markup {
            Markup::Plain => Self {
                text: Cow::Borrowed(text),
                front_matter,
                comments: Vec::new(),
                links: Vec::new(),
                layout: Vec::new(),
            },
            Markup::Markdown => markdown::mask(text, front_matter),
        }
    }

    /// The text to read; offsets in it are offsets in the original.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The metadata above the text.
    pub fn front_matter(&self) -> &FrontMatter {
        &self.front_matter
    }

    /// The comments of the markup.
    pub fn comments(&self) -> &[Comment] {
        &self.comments
    }

    /// The links of the markup that have a text of their own.
    pub(crate) fn links(&self) -> &[Span] {
        &self.links
    }

    pub(crate) fn layout(&self) -> &[Layout] {
        &self.layout
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_masked_and_offsets_stay() {
        let text = "# A *fine* day\n\nSee [the plan](https://x.example/a_b) &amp; `code`.\n";
        let masked = Masked::new(text, Markup::Markdown);
        assert_eq!(masked.text().len(), text.len());
        assert_eq!(masked.text().find("plan"), text.find("plan"));
        assert!(!masked.text().contains("x.example"));
        assert!(!masked.text().contains('*'));
        assert!(masked.text().contains("&\u{1}\u{1}\u{1}\u{1} "));
    }

    #[test]
    fn front_matter_gives_title_and_date() {
        let text = "---\ntitle: \"Harbour opens\"\ndate: 2026-03-02\n---\nText.\n";
        for markup in [Markup::Plain, Markup::Markdown] {
            let masked = Masked::new(text, markup);
            assert_eq!(masked.front_matter().title.as_deref(), Some("Harbour opens"));
            assert_eq!(masked.front_matter().date, Some(jiff::civil::date(2026, 3, 2)));
        }
    }

    #[test]
    fn comments_are_kept_aside() {
        let text = "One.\n\n<!-- presscheck-ignore hype: ours -->\nTwo.\n";
        let masked = Masked::new(text, Markup::Markdown);
        assert_eq!(masked.comments()[0].text.trim(), "presscheck-ignore hype: ours");
        let text =
            "One.\n\n  <!-- presscheck-ignore\nhype: ours -->\nTwo.\n\n<!-- a -->\n<!-- b -->\n";
        let masked = Masked::new(text, Markup::Markdown);
        let texts: Vec<&str> = masked.comments().iter().map(|it| it.text.trim()).collect();
        assert_eq!(texts, ["presscheck-ignore\nhype: ours", "a", "b"]);
        let first = masked.comments()[0].span;
        assert!(text[first.range()].starts_with("<!--") && text[first.range()].ends_with("-->"));
    }
}
