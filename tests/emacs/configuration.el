;; presscheck.toml, edited by an action and by hand: what it says holds at once, and what is wrong in
;; it is shown in it.
(look-at-draft
 (let ((draft (current-buffer)))
   (look-act "and and" "Set “doubled-word” to off in presscheck.toml")
   (look-until-places (cdr look-found))
   (find-file "presscheck.toml")
   (run-hooks 'post-command-hook)
   (look-holds "the comment stays" (look-has "# Ours.") (look-text))
   (look-holds "the rule is off" (look-has "doubled-word = \"off\"") (look-text))
   (look-until "a server for it" #'eglot-managed-p)
   (goto-char (point-max))
   (insert "weekday-date = \"of\"\n")
   (look-until "a finding in the configuration"
               (lambda () (flymake-start) (= 1 (length (look-findings)))))
   (search-backward "of")
   (replace-match "off")
   (look-until "a value that is known"
               (lambda () (flymake-start) (null (look-findings))))
   (set-buffer draft)
   (look-until-places '("41 member countries"))))
