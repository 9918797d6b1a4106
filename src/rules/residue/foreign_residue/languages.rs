//! Telling languages apart by their small words.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::draft::{Block, Shape, TokenKind};

/// Small words of other languages that are no English words.
const LANGUAGES: [(&str, &str); 9] = [
    (
        "Swedish",
        "och att som är för på med till från det här hela läs nyheten inte ett vi har kan ska även \
         vid efter eller om av mer",
    ),
    (
        "Danish or Norwegian",
        "og af til med på som det er ikke fra læs les hele mere mer kan har vi av ved eller etter \
         efter blir bliver",
    ),
    (
        "German",
        "und der das ist nicht mit für von dem den ein eine einen zum zur auf aus bei wird werden \
         sind auch mehr hier nach über sich des im lesen weiterlesen",
    ),
    (
        "French",
        "le la les des du et est dans pour sur avec une par plus lire suite aux qui que sont cette \
         ce au pas été sa ses en de cliquez ici savoir",
    ),
    (
        "Spanish",
        "el la los las de del que y en es para por con una más leer se su al pero esta este fue ha \
         aquí haga clic ver",
    ),
    (
        "Italian",
        "il lo la gli di della del dei che è per con una sono leggi tutto nel nella al più anche ha \
         si le qui clicca",
    ),
    (
        "Portuguese",
        "os da do dos das em para por com uma não mais ler leia que no na foi são de um ao aqui \
         clique",
    ),
    (
        "Dutch",
        "de het een van en met voor zijn niet op te lees meer naar wordt ook bij aan dat hier deze \
         klik",
    ),
    ("Polish", "w i na z do się jest nie że przez dla od oraz o czytaj więcej po jak"),
];

/// How many different small words a line needs to say its language.
const FEWEST_SMALL_WORDS: usize = 2;

/// The language whose small words the block has most of: two fifths of its words, and others in
/// small letters beside them, as a name has not.
pub(super) fn of(block: &Block) -> Option<&'static str> {
    let mut words = 0_usize;
    let mut small = 0_usize;
    let mut hits = [0_usize; LANGUAGES.len()];
    let mut distinct: [Vec<&str>; LANGUAGES.len()] = Default::default();
    for token in block.tokens().iter().filter(|it| it.kind == TokenKind::Word) {
        words += 1;
        let capital = token.has(Shape::CAPITAL);
        small += usize::from(!capital);
        if capital && !token.has(Shape::SENTENCE_START) {
            continue;
        }
        let word = &block.text()[token.span().range()];
        let lower = if capital { word.to_lowercase() } else { String::new() };
        let written = if capital { lower.as_str() } else { word };
        let Some(languages) = SMALL_WORDS.get(written) else { continue };
        for index in (0..LANGUAGES.len()).filter(|it| languages & (1 << it) != 0) {
            hits[index] += 1;
            if !distinct[index].contains(&word) {
                distinct[index].push(word);
            }
        }
    }
    let best = (0..LANGUAGES.len()).max_by_key(|&it| hits[it])?;
    // “Universidad de la República” has no word in small letters but these.
    let sentence = hits[best] == words || small > hits[best];
    let enough = distinct[best].len() >= FEWEST_SMALL_WORDS && hits[best] * 5 >= words * 2;
    (enough && sentence).then_some(LANGUAGES[best].0)
}

/// The languages, as bits in the order of [`LANGUAGES`], that each small word belongs to.
static SMALL_WORDS: LazyLock<FxHashMap<&'static str, u32>> = LazyLock::new(|| {
    let mut words: FxHashMap<&str, u32> = FxHashMap::default();
    for (index, (_, known)) in LANGUAGES.iter().enumerate() {
        for word in known.split_ascii_whitespace() {
            *words.entry(word).or_default() |= 1 << index;
        }
    }
    words
});
