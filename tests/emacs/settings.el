;; The house, set in Emacs: this one wants the date above the text.
(load (expand-file-name "~/house.el"))
(push "16 March 2026" look-found)
(look-at-draft
 (let ((message (flymake-diagnostic-text (car (look-findings)))))
   (look-holds "what the house wants" (string-match-p "this house" message) message)))
