;; Another name, in every place.
(look-at-draft
 (look-put-point "Mr Wrona" 4)
 (look-rename "Wronski")
 (look-holds "every place" (not (look-has "Wrona")) (look-text))
 (look-holds "with the given name" (look-has "General Tomasz Wronski.") (look-text))
 (look-holds "without" (look-has "Mr Wronski added") (look-text)))
