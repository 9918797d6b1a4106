;; A server that is killed is started again.
(look-at-draft
 (let ((before (look-server)))
   (look-restart-servers)
   (signal-process before 9)
   (look-until "another server"
               (lambda () (let ((server (look-server))) (and server (not (eq server before))))))
   ;; It checks what is typed.
   (look-put-point "🚢")
   (insert "🚀 A line of of words.\n")
   (look-until-places (cons "of of" look-found))))
