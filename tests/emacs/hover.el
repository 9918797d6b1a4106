;; What the rule under the cursor asks for.
(look-at-draft
 (look-put-point "Monday 30 October" 2)
 (let (told)
   (eglot-hover-eldoc-function (lambda (text &rest _) (setq told text)))
   (look-until "the rule's page"
               (lambda () (and told (string-match-p "The weekday beside a date" told))))))
