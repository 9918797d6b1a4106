;; presscheck.toml, edited by an action and by hand: what it says holds at once, and what is wrong in
;; it is shown in it.
(look-at-draft
 (let ((draft (current-buffer)))
   (look-act "and and" "Set “doubled-word” to off in presscheck.toml")
   (look-until-places (cdr look-found))
   (look-open "presscheck.toml")
   (look-holds "the comment stays" (look-has "# Ours.") (look-text))
   (look-holds "the rule is off" (look-has "doubled-word = \"off\"") (look-text))
   (goto-char (point-max))
   (insert "weekday-date = \"of\"\n")
   (look-until "a finding in the configuration" (lambda () (= 1 (length (look-findings)))))
   (search-backward "of")
   (replace-match "off")
   (look-until "a value that is known" (lambda () (null (look-findings))))
   (look-return draft)
   (look-until-places '("41 member countries"))))
