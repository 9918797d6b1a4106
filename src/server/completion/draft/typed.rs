//! The words that are typed before the cursor, and what they may be the beginning of.

use crate::draft::Class;
use crate::draft::lexicon::class_of;
use crate::facts::people::plain;
use crate::text::Span;

/// How many words before the cursor are looked at.
const MOST_WORDS: usize = 8;

/// Signs right behind which a word begins.
const OPENING: [char; 9] = ['“', '"', '‘', '(', '[', '–', '—', '„', '«'];

/// The fewest letters of a lone word that anything is suggested for without being asked.
const FEWEST_LETTERS: usize = 2;

/// What is typed before the cursor, on its line.
#[derive(Debug)]
pub(super) struct Typed {
    /// The words, the last one perhaps half typed; it is empty behind a space. None behind a sign
    /// that no word follows.
    words: Vec<Word>,
    /// The cursor, in bytes of the draft.
    pub(super) offset: usize,
    /// Where the word ends in which the cursor stands, in bytes of the draft.
    pub(super) word_end: usize,
    /// The line up to the cursor.
    before: String,
    /// Where the line begins, in bytes of the draft.
    line_start: usize,
}

#[derive(Debug)]
struct Word {
    /// In bytes of the draft.
    start: usize,
    text: String,
    plain: String,
}

/// Words that may be typed for a suggestion.
#[derive(Clone, Debug)]
pub(super) struct Key {
    words: Vec<String>,
    /// How many of the first ones say what is meant and are not replaced.
    context: usize,
    /// Whether only the first words count.
    from_start: bool,
}

impl Key {
    /// The words of `text`, of which any may be typed first.
    pub(super) fn new(text: &str) -> Self {
        Self { words: words_of(text), context: 0, from_start: false }
    }

    /// The words of `text`, of which the first has to be typed first.
    pub(super) fn from_start(text: &str) -> Self {
        Self { from_start: true, ..Self::new(text) }
    }

    /// The words of `text` behind those of `context`, which are left as they are.
    pub(super) fn behind(context: &str, text: &str) -> Self {
        let mut words = words_of(context);
        let context = words.len();
        words.extend(words_of(text));
        Self { words, context, from_start: false }
    }
}

fn words_of(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// How what is typed begins a suggestion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Match {
    /// What is replaced, in bytes of the draft.
    pub(super) span: Span,
    /// How many words of the suggestion are typed.
    pub(super) words: usize,
    /// What the client compares with the text at `span`.
    pub(super) filter: String,
}

impl Typed {
    /// Reads the line `before` the cursor at `offset` and what stands `after` it. `None` where no
    /// words are typed: in an address, or behind a sign that makes a word something else.
    pub(super) fn read(before: &str, after: &str, offset: usize) -> Option<Self> {
        let line_start = offset - before.len();
        let mut words = Vec::new();
        let mut end = before.len();
        loop {
            let start = start_of_word(before, end);
            let sign = before[..start].chars().next_back();
            if words.is_empty() && start < end && sign.is_some_and(belongs_to_address) {
                return None;
            }
            let text = before[start..end].trim_start_matches('\'');
            words.push(Word {
                start: line_start + end - text.len(),
                text: text.to_owned(),
                plain: plain(without_possessive(text)),
            });
            let gap = before[..start].trim_end_matches([' ', '\u{a0}']).len();
            let ended = gap == start && start > 0 || gap == 0 || words.len() >= MOST_WORDS;
            if ended || start_of_word(before, gap) == gap {
                break;
            }
            end = gap;
        }
        words.reverse();
        let sign = before.chars().next_back().filter(|it| !is_word(*it));
        if sign.is_some_and(|it| !it.is_whitespace() && !OPENING.contains(&it)) {
            words.clear();
        }
        let word_end = after.find(|it| !is_word(it)).unwrap_or(after.len());
        Some(Self {
            words,
            offset,
            word_end: offset + word_end,
            before: before.to_owned(),
            line_start,
        })
    }

    /// Whether the cursor stands behind a space, or where nothing is.
    pub(super) fn is_empty(&self) -> bool {
        self.words.last().is_some_and(|it| it.text.is_empty())
    }

    /// Where the word begins that is being typed, in bytes of the draft.
    pub(super) fn start(&self) -> usize {
        self.words.last().map_or(self.offset, |it| it.start)
    }

    /// What is typed on the line, and where it stands, if that is all that the line has.
    pub(super) fn whole_line(&self) -> (&str, Span) {
        let text = self.before.trim_start();
        (text, Span::new(self.line_start + self.before.len() - text.len(), self.offset))
    }

    /// How what is typed begins one of `keys`; the one with most words.
    pub(super) fn best(&self, keys: &[Key]) -> Option<Match> {
        keys.iter().filter_map(|it| self.begins(it)).max_by_key(|it| it.words)
    }

    fn begins(&self, key: &Key) -> Option<Match> {
        let last = self.words.last()?;
        let plain_key: Vec<String> =
            key.words.iter().map(|it| plain(without_possessive(it))).collect();
        let most = self.words.len().min(key.words.len());
        for count in (1..=most).rev() {
            let tail = &self.words[self.words.len() - count..];
            let last_start = if key.from_start { 0 } else { key.words.len() - count };
            for start in 0..=last_start {
                let meant = &plain_key[start..start + count];
                let whole =
                    tail[..count - 1].iter().zip(meant).all(|(typed, meant)| typed.plain == *meant);
                let begun = meant.last().is_some_and(|it| it.starts_with(&last.plain));
                if !whole || !begun || start + count <= key.context || !is_telling(tail) {
                    continue;
                }
                let kept = key.context.saturating_sub(start);
                let first = tail[kept].start;
                let typed = &self.before[first - self.line_start..];
                let letters = last.text.chars().count();
                let rest: String = key.words[start + count - 1].chars().skip(letters).collect();
                let mut filter = format!("{typed}{rest}");
                for word in &key.words[start + count..] {
                    filter.push(' ');
                    filter.push_str(word);
                }
                return Some(Match { span: Span::new(first, self.offset), words: count, filter });
            }
        }
        None
    }
}

/// Whether typed words can be meant as the beginning of a name: an editor asks while prose is typed,
/// and may take what it is offered at the next key.
fn is_telling(tail: &[Word]) -> bool {
    let Some((last, whole)) = tail.split_last() else {
        return false;
    };
    // Behind a space, the user has asked.
    let asked = last.text.is_empty();
    let tells = |it: &Word| it.text.chars().count() >= FEWEST_LETTERS && !is_function(&it.text);
    if whole.is_empty() {
        return !asked && tells(last) && last.text.starts_with(char::is_uppercase);
    }
    let marked =
        tail.iter().any(|it| it.text.starts_with(|it: char| it.is_uppercase() || it.is_numeric()));
    whole.iter().any(tells) && (asked || marked)
}

/// “In”, “The”, “As”: words that begin sentences.
fn is_function(word: &str) -> bool {
    let capitals = word.chars().count() > 1 && !word.chars().any(char::is_lowercase);
    !capitals && class_of(&word.to_lowercase()).intersects(Class::FUNCTION)
}

fn without_possessive(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

fn start_of_word(text: &str, end: usize) -> usize {
    text[..end]
        .rfind(|it| !is_word(it))
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8))
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '\'' | '’' | '-' | '.' | '&')
}

/// Signs behind which a word is part of an address or of markup.
fn belongs_to_address(character: char) -> bool {
    matches!(character, '@' | '/' | '\\' | '_' | '<' | '`' | '=' | '#' | '%')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matched(line: &str, key: &Key) -> Option<(String, String)> {
        let typed = Typed::read(line, "", line.len())?;
        let found = typed.best(std::slice::from_ref(key))?;
        Some((line[found.span.range()].to_owned(), found.filter))
    }

    /// What is replaced, and what the client compares with it.
    fn matches(line: &str, key: &Key, replaced: &str, filter: &str) {
        let expected = Some((replaced.to_owned(), filter.to_owned()));
        assert_eq!(matched(line, key), expected, "{line}");
    }

    #[test]
    fn any_word_of_a_name_begins_it() {
        let key = Key::new("Harbour Master Orla Venn");
        matches("said Orl", &key, "Orl", "Orla Venn");
        matches("said Orla V", &key, "Orla V", "Orla Venn");
        matches("the Harbour Master O", &key, "Harbour Master O", "Harbour Master Orla Venn");
        matches("(Ven", &key, "Ven", "Venn");
        assert_eq!(matched("the harbour master o", &key), None);
        matches("Orla Venn Har", &key, "Har", "Harbour Master Orla Venn");
    }

    #[test]
    fn diacritics_need_not_be_typed() {
        matches("Jurg", &Key::new("Jürgen Stock"), "Jurg", "Jurgen Stock");
    }

    #[test]
    fn ordinary_words_are_left_alone() {
        let key = Key::new("International Orla Institute");
        for line in ["orl", "O", "In", "in", "Or", "x@Orl", "https://Orl", "`Orl", "inter"] {
            assert_eq!(matched(line, &key), None, "{line}");
        }
        assert!(matched("IN", &key).is_some());
    }

    #[test]
    fn behind_a_space_the_words_before_count() {
        matches("met Orla ", &Key::new("Orla Venn"), "Orla ", "Orla Venn");
        assert_eq!(matched("met ", &Key::new("Orla Venn")), None);
    }

    #[test]
    fn what_says_whose_it_is_stays() {
        let key = Key::behind("Tideco", "member ports");
        matches("Tideco’s mem", &key, "mem", "member ports");
        assert_eq!(matched("its mem", &key), None);
    }

    #[test]
    fn no_line_is_too_wild() {
        for line in ["", " ", "“", "“Ör", "🚀", "a\u{a0}b", "''''", "’s ", "\t", "–Or", "ﬁ Öß"]
        {
            let _ = matched(line, &Key::new("Orla Venn"));
        }
    }
}
