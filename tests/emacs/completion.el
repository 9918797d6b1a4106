;; What could stand here: somebody that the draft has named.
(look-at-draft
 (look-put-point "“No pilot")
 (delete-region (point) (line-end-position))
 (insert "🚢 The school was opened by Tom")
 (let* ((offer (run-hook-with-args-until-success 'completion-at-point-functions))
        (words (all-completions "Tom" (nth 2 offer))))
   (look-holds "a name" (seq-find (lambda (it) (string-match-p "Tomasz Wrona" it)) words) words))
 (look-complete "Tomasz Wrona")
 (look-holds "it stands in the text" (look-has "opened by Tomasz Wrona") (look-text)))
