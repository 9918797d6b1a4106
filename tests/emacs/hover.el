;; What the rule under the cursor asks for.
(look-at-draft
 (look-put-point "Monday 30 October" 2)
 (let ((told (look-hover)))
   (look-until "the rule's page"
               (lambda ()
                 (let ((text (funcall told)))
                   (and text (string-match-p "The weekday beside a date" text)))))))
