;; The safe fixes, applied when the draft is saved, and nothing else.
(load (expand-file-name "~/saving.el"))
(look-at-draft
 (look-put-point "🚢")
 (insert "🚀 A line of of words.\n")
 (look-until-places (cons "of of" look-found))
 (save-buffer)
 (with-temp-buffer
   (insert-file-contents "draft.txt")
   (look-holds "the fixes are saved" (look-has "🚀 A line of words.\n🚢 The school’s programme") (look-text))
   (look-holds "what is not safe stays" (look-has "The 41 member countries of the IHU") (look-text))))
