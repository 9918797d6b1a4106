;; Every place where somebody is named, by name or by title, when the cursor stands on the name.
(look-at-draft
 (look-put-point "Tomasz Wrona" 2)
 ;; This version asks for them along with the text to hover.
 (eglot-hover-eldoc-function (lambda (&rest _)))
 (look-until "the places of the name"
             (lambda () (cdr eglot--highlights)))
 (let ((words (mapcar (lambda (it)
                        (buffer-substring-no-properties (overlay-start it) (overlay-end it)))
                      eglot--highlights)))
   (look-same "each of them"
              '("IHU Secretary General" "Tomasz Wrona" "Tomasz Wrona" "Wrona")
              (sort words #'string<))))
