;; Typography, tidied on demand.
(look-at-draft
 (look-put-point "🚢")
 (delete-region (point) (line-end-position))
 (insert "🚢 The school’s programme  was the port’s , as all say.")
 (look-format)
 (look-holds "spaces" (look-has "🚢 The school’s programme was the port’s, as all say.") (look-text))
 (look-holds "nothing else" (look-has "The 41 member countries of the IHU")))
