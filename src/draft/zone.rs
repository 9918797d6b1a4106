//! The parts of a release.

/// What a stretch of a release is. Rules say in which zones they look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Zone {
    /// “FOR IMMEDIATE RELEASE”, “Media release”, a release's number.
    ReleaseLine,
    /// The line that bears the release date.
    DateLine,
    /// “EMBARGOED UNTIL …”.
    Embargo,
    /// The headline.
    Headline,
    /// The line or lines under the headline.
    SubHeadline,
    /// Place, and in some houses date, at the start of the lead: “GENEVA, Switzerland –”.
    Dateline,
    /// The first paragraph.
    Lead,
    /// A paragraph of the running text.
    Body,
    /// A heading inside the running text.
    Heading,
    /// An item of a list.
    ListItem,
    /// Somebody's words.
    Quotation,
    /// The caption of a picture.
    Caption,
    /// “1 / 27”.
    PhotoCounter,
    /// Navigation, share bars, cookie notices.
    PageChrome,
    /// “About …”.
    Boilerplate,
    /// Notes to editors.
    Notes,
    /// Who to write to or to call.
    Contact,
    /// “###”, “- 30 -”, “ENDS”.
    EndMark,
    /// What follows the end mark.
    AfterEnd,
    /// A cell of a table.
    Table,
}

impl Zone {
    /// Every zone, in the order in which a release shows them.
    pub const ALL: [Zone; 20] = [
        Zone::ReleaseLine,
        Zone::DateLine,
        Zone::Embargo,
        Zone::Headline,
        Zone::SubHeadline,
        Zone::Dateline,
        Zone::Lead,
        Zone::Body,
        Zone::Heading,
        Zone::ListItem,
        Zone::Quotation,
        Zone::Caption,
        Zone::PhotoCounter,
        Zone::PageChrome,
        Zone::Boilerplate,
        Zone::Notes,
        Zone::Contact,
        Zone::EndMark,
        Zone::AfterEnd,
        Zone::Table,
    ];

    /// The zone's name, as rule pages write it.
    pub const fn name(self) -> &'static str {
        match self {
            Zone::ReleaseLine => "release-line",
            Zone::DateLine => "date-line",
            Zone::Embargo => "embargo",
            Zone::Headline => "headline",
            Zone::SubHeadline => "sub-headline",
            Zone::Dateline => "dateline",
            Zone::Lead => "lead",
            Zone::Body => "body",
            Zone::Heading => "heading",
            Zone::ListItem => "list-item",
            Zone::Quotation => "quotation",
            Zone::Caption => "caption",
            Zone::PhotoCounter => "photo-counter",
            Zone::PageChrome => "page-chrome",
            Zone::Boilerplate => "boilerplate",
            Zone::Notes => "notes",
            Zone::Contact => "contact",
            Zone::EndMark => "end-mark",
            Zone::AfterEnd => "after-end",
            Zone::Table => "table",
        }
    }

    /// The zone of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|zone| zone.name() == name)
    }

    /// Whether the zone holds the release's own running text: lead, body and lists.
    pub const fn is_running_text(self) -> bool {
        matches!(self, Zone::Lead | Zone::Body | Zone::ListItem)
    }
}

/// A set of zones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ZoneSet(u32);

impl ZoneSet {
    /// Every zone.
    pub const EVERYWHERE: ZoneSet = ZoneSet((1 << Zone::ALL.len()) - 1);

    /// No zone.
    pub const NOWHERE: ZoneSet = ZoneSet(0);

    /// Headline, lead, body, lists: what is written to be read, quotations and captions left out.
    pub const PROSE: ZoneSet = ZoneSet::NOWHERE
        .with(Zone::Headline)
        .with(Zone::SubHeadline)
        .with(Zone::Lead)
        .with(Zone::Body)
        .with(Zone::Heading)
        .with(Zone::ListItem);

    /// The set and `zone`.
    #[must_use]
    pub const fn with(self, zone: Zone) -> Self {
        Self(self.0 | (1 << zone as u32))
    }

    /// The set without `zone`.
    #[must_use]
    pub const fn without(self, zone: Zone) -> Self {
        Self(self.0 & !(1 << zone as u32))
    }

    /// Whether `zone` is in the set.
    pub const fn contains(self, zone: Zone) -> bool {
        self.0 & (1 << zone as u32) != 0
    }
}

impl FromIterator<Zone> for ZoneSet {
    fn from_iter<I: IntoIterator<Item = Zone>>(zones: I) -> Self {
        zones.into_iter().fold(Self::NOWHERE, Self::with)
    }
}
