//! Declarative rules: what a page's matcher says, and the one pass that looks for all of them.

use crate::finding::Finding;
use crate::rule::reader::TableReader;
use crate::rule::{BlockContext, RuleSetting};

/// The matcher of a declarative rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matcher {}

impl Matcher {
    /// Reads the matcher of a page, if it has one.
    pub(crate) fn read(_reader: &mut TableReader<'_, '_>) -> Option<Self> {
        None
    }
}

/// Collects the declarative rules of a house.
#[derive(Default)]
pub(crate) struct MatchersBuilder {}

impl MatchersBuilder {
    pub(crate) fn add(&mut self, _setting: &RuleSetting) {}

    pub(crate) fn build(self) -> Matchers {
        Matchers {}
    }
}

/// Every declarative rule of a house, looked for in one pass over each block.
pub(crate) struct Matchers {}

impl Matchers {
    /// Adds what the rules find in `block`, with spans from its start.
    pub(crate) fn check(&self, _block: &BlockContext<'_>, _findings: &mut Vec<Finding>) {}
}
