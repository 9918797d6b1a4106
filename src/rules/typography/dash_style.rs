//! `dash-style`: the dashes of a draft are written in one way.

use crate::draft::{Block, Token, TokenKind, Zone};
use crate::facts::{DashForm, Lists, SignKind};
use crate::finding::{Edit, Fix};
use crate::rule::{Asks, DraftContext, Entry, Options, Rule, Sink};
use crate::text::Span;

/// The rule's registration.
pub(crate) static ENTRY: Entry = Entry {
    name: "dash-style",
    asks: Asks::Draft,
    build: |options: &Options| {
        let house = match options.text("form") {
            "spaced-en" => Some(DashForm::SpacedEn),
            "spaced-em" => Some(DashForm::SpacedEm),
            "em" => Some(DashForm::Em),
            _ => None,
        };
        Box::new(DashStyle { house })
    },
};

struct DashStyle {
    /// What the house writes, if it says so.
    house: Option<DashForm>,
}

/// A dash in running text.
struct Dash<'a> {
    block: &'a Block,
    /// The words beside it and the dash itself.
    tokens: &'a [Token; 3],
    form: DashForm,
}

impl Rule for DashStyle {
    fn draft(&self, draft: &DraftContext<'_>, sink: &mut Sink<'_>) {
        let zones = sink.zones();
        let mut dashes = Vec::new();
        for it in draft.facts.signs(draft.draft, Lists::DASHES) {
            let SignKind::Dash(form) = it.fact.kind else { continue };
            let at = it.fact.at();
            let tokens = at.checked_sub(1).and_then(|start| it.block.tokens().get(start..at + 2));
            let Some(tokens) = tokens.and_then(|it| it.first_chunk::<3>()) else { continue };
            let zone = it.zone_at(tokens[1].start as usize);
            let dash = Dash { block: it.block, tokens, form };
            // Words of others count for the draft's habit only as far as the writer typed them.
            if zones.contains(zone) && is_prose(it.block) && !is_name_or_score(&dash) {
                dashes.push(dash);
            }
        }
        let Some(kept) = self.house.or_else(|| most_frequent(&dashes)) else { return };
        let first_kept = dashes.iter().find(|it| it.form == kept);
        for dash in dashes.iter().filter(|it| it.form != kept) {
            let message = match (dash.form, first_kept) {
                (DashForm::OneSided, _) => {
                    format!("a space on one side only of “{}”", dash.sign())
                }
                (form, Some(_)) if self.house.is_none() => {
                    format!("{} here, but {} elsewhere in this draft", name(form), name(kept))
                }
                (form, _) => format!("{}, but the house writes {}", name(form), name(kept)),
            };
            let finding = sink.report(dash.span(), message);
            if let Some(first) = first_kept.filter(|_| dash.form != DashForm::OneSided) {
                finding.related(first.span(), format!("{} stands here", name(kept)));
            }
            if let Some(edit) = dash.rewrite(kept)
                && draft.zone_at(dash.span().start) != Zone::Quotation
            {
                finding.fix(Fix::safe(format!("Make it {}", name(kept)), vec![edit]));
            }
        }
    }
}

impl Dash<'_> {
    fn span(&self) -> Span {
        self.block.to_draft(self.tokens[1].span())
    }

    fn sign(&self) -> &str {
        self.block.words.text_of(&self.tokens[1])
    }

    /// The edit that writes the dash in another form; none where a line ends beside it, or markup.
    fn rewrite(&self, form: DashForm) -> Option<Edit> {
        let [before, dash, after] = self.tokens;
        let whole = Span::new(before.end as usize, after.start as usize);
        let (left, right) = (whole.start..dash.start as usize, dash.end as usize..whole.end);
        let text = self.block.text();
        let plain = |it: &str| it.chars().all(|it| matches!(it, ' ' | '\u{a0}'));
        let replacement = match form {
            DashForm::SpacedEn => " – ",
            DashForm::SpacedEm => " — ",
            DashForm::Em => "—",
            _ => return None,
        };
        (plain(&text[left]) && plain(&text[right]))
            .then(|| Edit::replace(self.block.to_draft(whole), replacement))
    }
}

/// Whether the block is sentences: a line without a stop may use a dash to part its columns.
fn is_prose(block: &Block) -> bool {
    block
        .tokens()
        .iter()
        .rev()
        .take(3)
        .any(|it| matches!(it.kind, TokenKind::Stop | TokenKind::Colon | TokenKind::Semicolon))
}

/// “Rhein - Main” is a name, “5 - 2” and “A - 3” are none of a sentence's dashes.
fn is_name_or_score(dash: &Dash<'_>) -> bool {
    let [before, _, after] = dash.tokens;
    let heavy = |it: &Token| {
        it.is_capitalised_word()
            || matches!(it.kind, TokenKind::Number | TokenKind::Code | TokenKind::Ordinal)
    };
    let both = heavy(before) && heavy(after);
    match dash.form {
        DashForm::SpacedHyphen | DashForm::SpacedEn | DashForm::SpacedEm => both,
        DashForm::OneSided => both || !before.is_wordlike() || !after.is_wordlike(),
        _ => false,
    }
}

/// The form that is used most, of several the one that came first; `None` if all dashes are alike.
fn most_frequent(dashes: &[Dash<'_>]) -> Option<DashForm> {
    let first = dashes.first()?.form;
    if dashes.iter().all(|it| it.form == first) && first != DashForm::OneSided {
        return None;
    }
    // What is typed for want of a dash is nobody's choice where the draft has dashes.
    [DashForm::SpacedEn, DashForm::SpacedEm, DashForm::Em]
        .into_iter()
        .filter_map(|form| {
            let count = dashes.iter().filter(|it| it.form == form).count();
            let place = dashes.iter().position(|it| it.form == form)?;
            Some((count, std::cmp::Reverse(place), form))
        })
        .max()
        .map(|(_, _, form)| form)
}

fn name(form: DashForm) -> &'static str {
    match form {
        DashForm::SpacedEn => "a spaced en dash",
        DashForm::SpacedEm => "a spaced em dash",
        DashForm::Em => "an em dash without spaces",
        DashForm::DoubleHyphen => "a double hyphen",
        DashForm::SpacedHyphen => "a hyphen",
        DashForm::OneSided => "a dash with one space",
    }
}
