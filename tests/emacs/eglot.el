;;; eglot.el --- what the scripts do with eglot  -*- lexical-binding: t -*-
(require 'eglot)
(setq eglot-sync-connect 60
      eglot-confirm-server-initiated-edits nil)

(defun look-open (file)
  "Open FILE as a user does, and wait for its server."
  (find-file file)
  ;; Emacs starts the server after the command, and a batch Emacs has none.
  (run-hooks 'post-command-hook)
  (look-until "a server" #'eglot-managed-p))

(defun look-return (buffer)
  "Go back to BUFFER."
  (set-buffer buffer))

(defun look-idle ()
  "Do what Emacs does when it is idle, which a batch Emacs never is."
  (dolist (buffer (buffer-list))
    (with-current-buffer buffer
      (when (eglot-managed-p)
        (eglot--signal-textDocument/didChange)
        (flymake-start)))))

(defun look-other-line (finding)
  "The line of the other place of FINDING, counted from one."
  ;; It cannot show the other place, and is told its line.
  (let ((message (flymake-diagnostic-text finding)))
    (and (string-match "line \\([0-9]+\\)" message)
         (string-to-number (match-string 1 message)))))

(defun look-act (words wanted)
  "Choose the action that has WANTED in it from the menu at WORDS."
  (look-put-point words)
  (look-choose wanted)
  (let ((finding (look-holds "a finding here" (car (flymake-diagnostics (1+ (point)))))))
    (eglot-code-actions (flymake-diagnostic-beg finding) (flymake-diagnostic-end finding) nil t)))

(defun look-fix-all ()
  "Apply every safe fix."
  (look-choose "Apply all safe fixes")
  (eglot-code-actions (point-min) (point-max) "source.fixAll.presscheck" t))

(defun look-asks-before-edits ()
  "Whether Emacs asks before it edits a file that is not open."
  t)

(defun look-hover ()
  "Show what there is to say about what is at point, and give a function that reads it."
  (let (told)
    (eglot-hover-eldoc-function (lambda (text &rest _) (setq told text)))
    (lambda () told)))

(defun look-highlight ()
  "Highlight the places of what is at point, and give a function that lists them."
  ;; This version asks for them along with the text to hover.
  (eglot-hover-eldoc-function #'ignore)
  (lambda () eglot--highlights))

(defconst look-line-of-a-person 7
  "The line at which xref finds Tomasz Wrona among the people of all drafts.")

(defun look-complete (_wanted)
  "Complete what is before point."
  ;; Nothing else that is offered begins with what is typed.
  (completion-at-point))

(defun look-rename (name)
  "Rename what is at point."
  (eglot-rename name))

(defun look-format ()
  "Format the draft."
  (eglot-format-buffer))

(defun look-server ()
  "The process of the server."
  (let ((server (eglot-current-server)))
    (and server (jsonrpc--process server))))

(defun look-restart-servers ()
  "Have a server that is gone started again, however short a time it ran."
  (setq eglot-autoreconnect 0)
  (setf (eglot--inhibit-autoreconnect (eglot-current-server)) nil))

(defun look-leave ()
  "Have no server started again."
  (setq eglot-autoreconnect nil))
