;; From a short mention to the full one, every mention, the parts of the draft, people in all drafts.
(defun look-lines (items)
  "The lines of xref's ITEMS, once each."
  (sort (delete-dups (mapcar (lambda (it) (xref-location-line (xref-item-location it))) items)) #'<))

(defun look-name ()
  "What xref takes for the name at point."
  (xref-backend-identifier-at-point (xref-find-backend)))

(look-at-draft
 (look-put-point "Mr Wrona" 4)
 (xref-find-definitions (look-name))
 (look-same "the first mention" 7 (line-number-at-pos))
 (look-holds "the full name" (looking-at "[A-Za-z ]*Tomasz Wrona"))

 (look-put-point "of the IHU share" 7)
 (xref-find-definitions (look-name))
 (look-same "an acronym's definition" 3 (line-number-at-pos))

 (look-put-point "Mr Wrona" 4)
 (look-same "every mention" '(7 9 11)
            (look-lines (xref-backend-references (xref-find-backend) (look-name))))

 (let ((outline (format "%S" (let ((imenu-auto-rescan t)) (imenu--make-index-alist)))))
   (look-holds "the headline" (string-match-p "Harbours union trains 130 pilots" outline) outline)
   (look-holds "a speaker" (string-match-p "Wrona" outline) outline))

 (look-holds "people in all drafts" (memq look-line-of-a-person (look-lines (xref-backend-apropos (xref-find-backend) "Wrona")))))
