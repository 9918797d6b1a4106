//! Real releases: what is reported in them, and whether what is known of them is found.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use presscheck::{Analysis, Engine, Finding, House, Level, Source, Span};

use super::clean::line;
use super::report::per_cent;

/// A folder of releases, each with a first line that says where it is from.
pub(crate) struct Corpus {
    folder: PathBuf,
    releases: Vec<Release>,
}

struct Release {
    file: String,
    text: String,
    analysis: Analysis,
}

/// A known place of a release.
struct Label {
    file: String,
    /// Whether it is a defect; if not, it only looks like one.
    flag: bool,
    rule: String,
    /// White space made one space.
    text: String,
}

/// Where the releases stand that belong to others and are no part of this project.
pub(crate) fn usual_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus")
}

impl Corpus {
    /// Reads and checks the releases of a folder; `None` if there is no such folder.
    pub(crate) fn read(folder: &Path) -> Option<Self> {
        let mut files: Vec<PathBuf> = fs::read_dir(folder)
            .ok()?
            .filter_map(|it| it.ok().map(|it| it.path()))
            .filter(|it| it.extension().is_some_and(|it| it == "txt"))
            .collect();
        files.sort();
        let engine = Engine::new(House::default_house());
        let releases = files.iter().filter_map(|it| Release::read(it, &engine)).collect();
        Some(Self { folder: folder.to_owned(), releases })
    }

    fn findings(&self) -> impl Iterator<Item = (&Release, &Finding)> {
        self.releases
            .iter()
            .flat_map(|it| it.analysis.findings.iter().map(move |finding| (it, finding)))
    }

    /// How much each rule reports, by level.
    pub(crate) fn table(&self) -> String {
        let mut counts: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
        for (_, finding) in self.findings() {
            counts.entry(&finding.rule).or_default()[finding.level as usize] += 1;
        }
        let bytes: usize = self.releases.iter().map(|it| it.text.len()).sum();
        let mut table = format!(
            "{} releases, {} KB\n{:<26}{:>7}{:>9}{:>7}\n",
            self.releases.len(),
            bytes / 1024,
            "rule",
            "error",
            "warning",
            "info"
        );
        let mut sum = [0; 3];
        for (rule, [info, warning, error]) in counts {
            let _ = writeln!(table, "{rule:<26}{error:>7}{warning:>9}{info:>7}");
            sum[0] += error;
            sum[1] += warning;
            sum[2] += info;
        }
        let _ = writeln!(table, "{:<26}{:>7}{:>9}{:>7}", "all", sum[0], sum[1], sum[2]);
        table
    }

    /// Every finding of a level with its line, or `sample` of them drawn with `seed`.
    pub(crate) fn list(&self, level: Level, sample: Option<(usize, u64)>) -> Vec<String> {
        let mut lines: Vec<String> = self
            .findings()
            .filter(|it| it.1.level == level)
            .map(|(release, finding)| release.describe(finding))
            .collect();
        if let Some((count, seed)) = sample {
            let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
            // The first `count` of a shuffle.
            for at in 0..count.min(lines.len()) {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                let rest = (lines.len() - at) as u64;
                lines.swap(at, at + usize::try_from(state % rest).unwrap_or_default());
            }
            lines.truncate(count);
            lines.sort();
        }
        lines
    }

    /// The labels of `labels.tsv`: how many are met, and those that are not.
    pub(crate) fn labels(&self) -> Option<String> {
        let labels = labels(&self.folder.join("labels.tsv"))?;
        let mut wrong = String::new();
        let (mut found, mut flags, mut quiet, mut silent) = (0, 0, 0, 0);
        for label in &labels {
            let Some(release) = self.releases.iter().find(|it| it.file == label.file) else {
                let _ = writeln!(wrong, "no such release: {}", label.file);
                continue;
            };
            let places = release.places(&label.text);
            let reported = release.analysis.findings.iter().any(|it| {
                *it.rule == *label.rule && places.iter().any(|place| place.overlaps(it.span))
            });
            if places.is_empty() {
                let _ = writeln!(wrong, "not in {}: {}", label.file, label.text);
            }
            if label.flag {
                flags += 1;
                found += usize::from(reported);
            } else {
                silent += 1;
                quiet += usize::from(!reported);
            }
            if label.flag != reported {
                let what = if reported { "reported, but right" } else { "not found" };
                let _ = writeln!(wrong, "{what}: {} in {}: {}", label.rule, label.file, label.text);
            }
        }
        Some(format!(
            "labels: {found} of {flags} defects found ({}), {quiet} of {silent} look-alikes left alone ({})\n{wrong}",
            per_cent(found, flags),
            per_cent(quiet, silent),
        ))
    }
}

impl Release {
    fn read(path: &Path, engine: &Engine) -> Option<Self> {
        let text = fs::read_to_string(path).ok()?;
        let file = path.file_name()?.to_string_lossy().into_owned();
        let text = match text.split_once('\n') {
            Some((first, rest)) if first.starts_with("# source:") => rest.to_owned(),
            _ => text,
        };
        let analysis = engine.check(&Source { file: Some(&file), ..Source::plain(&text) });
        Some(Self { file, text, analysis })
    }

    fn describe(&self, finding: &Finding) -> String {
        let number = self.text[..finding.span.start].matches('\n').count() + 1;
        let shown = line(&self.text, Span::at(finding.span.start));
        let shown = &self.text[shown.range()];
        let start = finding.span.start - line(&self.text, Span::at(finding.span.start)).start;
        // So much of a long line as shows the place.
        let before: String = shown[..start].chars().rev().take(70).collect();
        let before: String = before.chars().rev().collect();
        let after: String = shown[start..].chars().take(110).collect();
        format!(
            "{}:{number} {}: {}\n    {before}▸{after}",
            self.file, finding.rule, finding.message
        )
    }

    /// Where a text stands, white space taken for one space.
    fn places(&self, text: &str) -> Vec<Span> {
        let mut flat = String::with_capacity(self.text.len());
        let mut offsets = Vec::with_capacity(self.text.len());
        for (offset, letter) in self.text.char_indices() {
            if letter.is_whitespace() && flat.ends_with(' ') {
                continue;
            }
            let letter = if letter.is_whitespace() { ' ' } else { letter };
            offsets.extend(std::iter::repeat_n(offset, letter.len_utf8()));
            flat.push(letter);
        }
        offsets.push(self.text.len());
        let spans = flat.match_indices(text.trim()).map(|(start, it)| (start, start + it.len()));
        spans.map(|(start, end)| Span::new(offsets[start], offsets[end])).collect()
    }
}

fn labels(path: &Path) -> Option<Vec<Label>> {
    let table = fs::read_to_string(path).ok()?;
    let label = |row: &str| {
        let mut cells = row.splitn(4, '\t');
        Some(Label {
            file: cells.next()?.to_owned(),
            flag: cells.next()? == "flag",
            rule: cells.next()?.to_owned(),
            text: cells.next()?.split_whitespace().collect::<Vec<_>>().join(" "),
        })
    };
    Some(table.lines().skip(1).filter_map(label).collect())
}
