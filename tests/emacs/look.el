;;; look.el --- what the scripts share  -*- lexical-binding: t -*-
;; Nothing here sleeps: it waits for what it wants.
;;
;; What differs between the clients of language servers is in `eglot.el' and `lsp-mode.el', under the
;; same names in both.

(require 'cl-lib)
(require 'flymake)
(require 'xref)
(setq load-prefer-newer t
      ;; A batch Emacs has no mouse, and no event at all: menus are asked for in the echo area.
      last-nonmenu-event ?x
      make-backup-files nil
      create-lockfiles nil)

(defvar look-patience 60
  "Nothing takes longer, on however slow a machine, in seconds.")

(defun look-say (format &rest arguments)
  (princ (concat (apply #'format format arguments) "\n")))

(defun look-fail (format &rest arguments)
  (look-say "FAILED: %s" (apply #'format format arguments))
  (look-say "%s" (buffer-substring-no-properties (point-min) (point-max)))
  (kill-emacs 1))

(defun look-until (what condition)
  "Wait for CONDITION to give something and return that."
  (let ((end (+ (float-time) look-patience))
        result)
    (while (progn (look-idle)
                  (and (not (setq result (funcall condition))) (< (float-time) end)))
      (accept-process-output nil 0.02))
    (unless result (look-fail "waited in vain for %s" what))
    (look-say "seen: %s" what)
    result))

(defun look-same (what expected seen)
  (unless (equal expected seen)
    (look-fail "%s: expected %S, seen %S" what expected seen))
  (look-say "seen: %s" what))

(defun look-holds (what condition &optional seen)
  (unless condition (look-fail "%s; seen: %S" what seen))
  (look-say "seen: %s" what)
  condition)

(defun look-text ()
  (buffer-substring-no-properties (point-min) (point-max)))

(defun look-has (words)
  "Whether WORDS stand in the buffer."
  (save-excursion (goto-char (point-min)) (search-forward words nil t)))

(defvar look-found '("and and" "41 member countries" "Monday 30 October 2026")
  "What the draft has when it is opened.")

(defun look-put-point (words &optional offset)
  "Put point on the first letter of WORDS, or OFFSET letters further on."
  (goto-char (point-min))
  (unless (search-forward words nil t) (look-fail "%s does not stand in the text" words))
  (goto-char (+ (match-beginning 0) (or offset 0))))

(defvar look-menu nil "What the last menu offered.")

(defun look-choose (wanted)
  "Answer the next menu with the entry that has WANTED in it."
  (fset 'completing-read
        (lambda (_prompt collection &rest _)
          (setq look-menu (all-completions "" collection))
          (or (seq-find (lambda (it) (string-match-p (regexp-quote wanted) it)) look-menu)
              (look-fail "%s is not among %S" wanted look-menu)))))

(defvar look-questions nil "What Emacs has asked, newest first.")

(fset 'y-or-n-p (lambda (question) (push question look-questions) t))

(defun look-findings ()
  "The findings as flymake has them, in the order of the text."
  (sort (flymake-diagnostics)
        (lambda (a b) (< (flymake-diagnostic-beg a) (flymake-diagnostic-beg b)))))

(defun look-places ()
  "The words that have findings."
  (mapcar (lambda (it)
            (buffer-substring-no-properties (flymake-diagnostic-beg it) (flymake-diagnostic-end it)))
          (look-findings)))

(defun look-until-places (places)
  (look-until (format "findings: %S" places) (lambda () (equal places (look-places)))))

(defmacro look-at-draft (&rest body)
  "Open the draft as a user does, wait for its findings and evaluate BODY."
  `(let ((debug-on-error t))
     (look-open "draft.txt")
     (look-until-places look-found)
     ,@body
     (dolist (buffer (buffer-list))
       (with-current-buffer buffer (set-buffer-modified-p nil)))
     (look-leave)
     (look-say "DONE")
     (kill-emacs 0)))
