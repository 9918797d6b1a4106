;; Findings with their places and levels; what is typed is checked.
(look-at-draft
(look-same "levels" (mapcar #'warning-numeric-level '(:warning :error :error))
            (mapcar (lambda (it) (flymake--severity (flymake-diagnostic-type it))) (look-findings)))
 (let* ((finding (nth 1 (look-findings)))
        (message (flymake-diagnostic-text finding)))
   (look-holds "the message" (string-match-p "“41 member countries”" message) message)
   (look-same "the other line" 3 (look-other-line finding)))
 (look-put-point "🚢")
 (insert "🚀 A line of of words.\n")
 (look-until-places (cons "of of" look-found))
 (delete-region (line-beginning-position 0) (line-beginning-position))
 (look-until-places look-found)
 ;; Behind a character that clients count in different ways.
 (look-put-point "and and")
 (insert "a port of of call, ")
 (look-until-places (cons "of of" look-found)))
