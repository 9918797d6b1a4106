;; Every place where somebody is named, by name or by title, when the cursor stands on the name.
(look-at-draft
 (look-put-point "Tomasz Wrona" 2)
 (let ((highlights (look-highlight)))
   (look-until "the places of the name" (lambda () (cdr (funcall highlights))))
   (look-same "each of them"
              '("IHU Secretary General" "Tomasz Wrona" "Tomasz Wrona" "Wrona")
              (sort (mapcar (lambda (it)
                              (buffer-substring-no-properties (overlay-start it) (overlay-end it)))
                            (funcall highlights))
                    #'string<))))
