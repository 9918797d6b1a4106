;; A server that is killed is started again.
(look-at-draft
 (let ((before (eglot-current-server))
       ;; However short a time it ran.
       (eglot-autoreconnect 0))
   (setf (eglot--inhibit-autoreconnect before) nil)
   (signal-process (jsonrpc--process before) 9)
   (look-until "another server"
               (lambda () (let ((server (eglot-current-server)))
                            (and server (not (eq server before))))))
   (look-until-places look-found)))
