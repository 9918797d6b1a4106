;; The menu of a finding: a fix, a fix with two ways out, every safe fix, and an edit of the configuration.
(look-at-draft
 (look-act "and and" "Delete the second “and”")
 (look-until-places (cdr look-found))
 (look-holds "the text is fixed" (look-has "🚢 The school’s programme was drawn up with the port of Split, and the"))

 (look-act "41 member" "Make every mention 42")
 (look-until-places '("Monday 30 October 2026"))
 (look-holds "the other number" (look-has "The 42 member countries of the IHU"))

 (look-put-point "🚢")
 (insert "🚀 A line of of and and words.\n")
 (look-until-places '("of of" "and and" "Monday 30 October 2026"))
 (look-fix-all)
 (look-until-places '("Monday 30 October 2026"))
 (look-holds "every safe fix" (look-has "🚀 A line of and words."))

 (look-act "Monday 30" "Ignore “weekday-date” here")
 (look-same "a question before" (look-asks-before-edits)
            (and (seq-find (lambda (it) (string-match-p "presscheck.toml" it)) look-questions) t))
 (look-until-places nil)
 (with-current-buffer (look-holds "presscheck.toml is open" (get-buffer "presscheck.toml"))
   (look-holds "its comment stays" (look-has "# Ours.") (look-text))
   (look-holds "the rule is ignored" (look-has "rule = \"weekday-date\"") (look-text))))
