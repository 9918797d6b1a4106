//! Which of several forms a draft keeps to.

/// The form that is used most, of two that are used alike the one that came first; `None` if all
/// are of one form.
pub(crate) fn kept_form<F: PartialEq>(uses: impl IntoIterator<Item = F>) -> Option<F> {
    let mut tally: Vec<(F, usize)> = Vec::new();
    for form in uses {
        match tally.iter_mut().find(|(it, _)| *it == form) {
            Some((_, count)) => *count += 1,
            None => tally.push((form, 1)),
        }
    }
    if tally.len() < 2 {
        return None;
    }
    // The first of the greatest.
    tally.into_iter().rev().max_by_key(|(_, count)| *count).map(|(form, _)| form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_form_is_kept_or_the_first() {
        assert_eq!(kept_form("aab".chars()), Some('a'));
        assert_eq!(kept_form("abb".chars()), Some('b'));
        assert_eq!(kept_form("ba".chars()), Some('b'));
        assert_eq!(kept_form("aaa".chars()), None);
        assert_eq!(kept_form("".chars()), None);
    }
}
