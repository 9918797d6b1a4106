//! Markdown, read by `pulldown-cmark`.

use std::borrow::Cow;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use crate::text::Span;
use crate::text::mask::{Comment, FrontMatter, MASK, Masked, OBJECT};

/// What the markup says a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LayoutKind {
    Paragraph,
    Heading(u8),
    ListItem(u8),
    BlockQuotation,
    TableCell,
    ImageText,
}

/// A block as the markup sets it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Layout {
    pub(crate) span: Span,
    pub(crate) kind: LayoutKind,
    /// The list marker, empty where there is none.
    pub(crate) marker: Span,
}

pub(super) fn mask(text: &str, front_matter: FrontMatter) -> Masked<'_> {
    let from = front_matter.span.end;
    let mut reader = Reader {
        text,
        masked: text
            .bytes()
            .map(|byte| if matches!(byte, b'\n' | b'\r') { byte } else { MASK })
            .collect(),
        comments: Vec::new(),
        links: Vec::new(),
        layout: Vec::new(),
        open: None,
        list_depth: 0,
        quotation_depth: 0,
        in_heading: None,
        in_cell: false,
        image_depth: 0,
        in_code_block: false,
        pending_marker: Span::default(),
    };
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    for (event, range) in Parser::new_ext(&text[from..], options).into_offset_iter() {
        reader.event(&event, Span::from(range).shifted(from));
    }
    reader.close();
    Masked {
        // Whole characters were copied and single bytes put elsewhere, so this is UTF-8.
        text: Cow::Owned(String::from_utf8(reader.masked).unwrap_or_default()),
        front_matter,
        comments: reader.comments,
        links: reader.links,
        layout: reader.layout,
    }
}

struct Reader<'a> {
    text: &'a str,
    masked: Vec<u8>,
    comments: Vec<Comment>,
    links: Vec<Span>,
    layout: Vec<Layout>,
    open: Option<Layout>,
    list_depth: u8,
    quotation_depth: u32,
    in_heading: Option<u8>,
    in_cell: bool,
    image_depth: u32,
    in_code_block: bool,
    pending_marker: Span,
}

impl Reader<'_> {
    fn event(&mut self, event: &Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(*tag),
            Event::Text(shown) if !self.in_code_block => self.text(shown, span),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                self.grow(span);
                self.masked[span.range()].fill(OBJECT);
            }
            Event::Html(html) | Event::InlineHtml(html) => self.html(html, span),
            Event::FootnoteReference(_) => self.grow(span),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        match tag {
            Tag::Heading { level, .. } => {
                self.close();
                self.in_heading = Some(depth(*level));
            }
            Tag::Paragraph => self.close(),
            Tag::List(_) => {
                self.close();
                self.list_depth = self.list_depth.saturating_add(1);
            }
            Tag::Item => {
                self.close();
                let line = &self.text[span.range()];
                let marker = line.len()
                    - line
                        .trim_start_matches(|it: char| it.is_ascii_digit() || "-*+.)".contains(it))
                        .trim_start_matches([' ', '\t'])
                        .len();
                self.pending_marker = Span::new(span.start, span.start + marker);
            }
            Tag::BlockQuote(_) => {
                self.close();
                self.quotation_depth += 1;
            }
            Tag::TableCell => {
                self.close();
                self.in_cell = true;
            }
            Tag::CodeBlock(_) => {
                self.close();
                self.in_code_block = true;
            }
            Tag::HtmlBlock => self.long_comment(span),
            Tag::Image { .. } => self.image_depth += 1,
            Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => {}
            Tag::Link { .. } => self.links.push(span),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.close();
                self.in_heading = None;
            }
            TagEnd::Paragraph => self.close(),
            TagEnd::Item => {
                self.close();
                // An item without a word keeps its marker to itself.
                self.pending_marker = Span::default();
            }
            TagEnd::List(_) => {
                self.close();
                self.list_depth = self.list_depth.saturating_sub(1);
            }
            TagEnd::BlockQuote(_) => {
                self.close();
                self.quotation_depth = self.quotation_depth.saturating_sub(1);
            }
            TagEnd::TableCell => {
                self.close();
                self.in_cell = false;
            }
            TagEnd::CodeBlock => self.in_code_block = false,
            TagEnd::Image => self.image_depth = self.image_depth.saturating_sub(1),
            _ => {}
        }
    }

    /// Makes `span` part of the open block, opening one where none is.
    fn grow(&mut self, span: Span) {
        let kind = if self.image_depth > 0 && self.open.is_none() {
            LayoutKind::ImageText
        } else if let Some(depth) = self.in_heading {
            LayoutKind::Heading(depth)
        } else if self.in_cell {
            LayoutKind::TableCell
        } else if self.list_depth > 0 {
            LayoutKind::ListItem(self.list_depth - 1)
        } else if self.quotation_depth > 0 {
            LayoutKind::BlockQuotation
        } else {
            LayoutKind::Paragraph
        };
        match &mut self.open {
            Some(open) => {
                open.span = open.span.join(span);
                // A picture that turns out to stand in a sentence is no caption.
                if open.kind == LayoutKind::ImageText && self.image_depth == 0 {
                    open.kind = kind;
                }
            }
            None => {
                self.open =
                    Some(Layout { span, kind, marker: std::mem::take(&mut self.pending_marker) });
            }
        }
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            self.layout.push(open);
        }
    }

    fn text(&mut self, shown: &str, span: Span) {
        if shown.trim().is_empty() && self.open.is_none() {
            return;
        }
        let in_picture = self.image_depth > 0;
        let alone = self.open.is_none_or(|open| open.kind == LayoutKind::ImageText);
        self.grow(span);
        if in_picture && !alone {
            self.masked[span.range()].fill(OBJECT);
        } else if self.text[span.range()] == *shown {
            self.masked[span.range()].copy_from_slice(shown.as_bytes());
        } else if shown.len() <= span.len() {
            // An entity: what it stands for, then nothing for the rest of its bytes.
            self.masked[span.start..span.start + shown.len()].copy_from_slice(shown.as_bytes());
        }
    }

    /// A comment of several lines, of which the parser gives each by itself.
    fn long_comment(&mut self, span: Span) {
        let comment = self.text[span.range()].trim_end();
        if comment.contains('\n') && comment.find("-->") == Some(comment.len() - 3) {
            self.html(comment, Span::new(span.start, span.start + comment.len()));
        }
    }

    fn html(&mut self, html: &str, span: Span) {
        let trimmed = html.trim();
        if let Some(comment) = trimmed.strip_prefix("<!--").and_then(|it| it.strip_suffix("-->")) {
            let start = span.start + html.find("<!--").unwrap_or_default();
            self.comments.push(Comment {
                span: Span::new(start, start + trimmed.len()),
                text: comment.to_owned(),
            });
        }
    }
}

fn depth(level: HeadingLevel) -> u8 {
    level as u8
}
