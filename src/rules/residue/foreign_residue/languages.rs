//! Telling languages apart by their small words.

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
    let mut small: Vec<&str> = Vec::new();
    let mut first = None;
    for token in block.tokens().iter().filter(|it| it.kind == TokenKind::Word) {
        words += 1;
        let word = &block.text()[token.span().range()];
        if !token.has(Shape::CAPITAL) {
            small.push(word);
        } else if token.has(Shape::SENTENCE_START) {
            first = Some(word);
        }
    }
    let (language, hits, distinct) = LANGUAGES
        .iter()
        .map(|(language, known)| {
            let is_known =
                |it: &&&str| known.split_ascii_whitespace().any(|word| word == it.to_lowercase());
            let mut found: Vec<&str> =
                small.iter().chain(&first).filter(is_known).copied().collect();
            let hits = found.len();
            found.sort_unstable();
            found.dedup();
            (*language, hits, found.len())
        })
        .max_by_key(|&(_, hits, _)| hits)?;
    // “Universidad de la República” has no word in small letters but these.
    let sentence = hits == words || small.len() > hits;
    (distinct >= FEWEST_SMALL_WORDS && hits * 5 >= words * 2 && sentence).then_some(language)
}
