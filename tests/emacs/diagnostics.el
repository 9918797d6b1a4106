;; Findings with their places and levels; what is typed is checked.
(look-at-draft
 (look-same "levels" '(eglot-warning eglot-error eglot-error)
            (mapcar #'flymake-diagnostic-type (look-findings)))
 (let ((count (flymake-diagnostic-text (nth 1 (look-findings)))))
   (look-holds "the message" (string-match-p "“41 member countries”" count) count)
   ;; It cannot show the other place, and is told its line.
   (look-holds "the other line" (string-match-p "line 3" count) count))
 (look-put-point "🚢")
 (insert "🚀 A line of of words.\n")
 (look-until-places (cons "of of" look-found))
 (delete-region (line-beginning-position 0) (line-beginning-position))
 (look-until-places look-found))
