;;; lsp-mode.el --- what the scripts do with lsp-mode  -*- lexical-binding: t -*-
(require 'lsp-mode)

;; Whether the folder of the draft is a project is asked once, and answered with a key: it is.
(fset 'read-key (lambda (&rest _) ?i))

(defun look-open (file)
  "Open FILE as a user does, and wait for its server."
  (find-file file)
  (look-until "a server" (lambda () (bound-and-true-p lsp-managed-mode))))

(defun look-return (buffer)
  "Go back to BUFFER."
  (switch-to-buffer buffer)
  ;; Version 8.0.0 has flymake show news of the current buffer alone: what came for another one
  ;; is shown with the next that comes.
  (insert " ")
  (delete-char -1))

(defun look-idle ()
  "Do what Emacs does when it is idle, which a batch Emacs never is."
  (mapc #'timer-event-handler (copy-sequence timer-idle-list)))

(defun look-other-line (finding)
  "The line of the other place of FINDING, counted from one."
  ;; It keeps the other place for those who extend it, and shows it nowhere.
  (let* ((message (flymake-diagnostic-text finding))
         (kept (seq-find (lambda (it) (equal message (lsp:diagnostic-message it)))
                         (gethash (buffer-file-name) (lsp-diagnostics))))
         (other (seq-first (lsp:diagnostic-related-information? kept))))
    (1+ (lsp:position-line
         (lsp:range-start
          (lsp:location-range (lsp:diagnostic-related-information-location other)))))))

(defun look-act (words wanted)
  "Choose the action that has WANTED in it from the menu at WORDS."
  (look-put-point words)
  (look-choose wanted)
  (call-interactively #'lsp-execute-code-action))

(defun look-fix-all ()
  "Apply every safe fix."
  (lsp-execute-code-action-by-kind "source.fixAll.presscheck"))

(defun look-asks-before-edits ()
  "Whether Emacs asks before it edits a file that is not open."
  nil)

(defun look-hover ()
  "Show what there is to say about what is at point, and give a function that reads it."
  (lsp-describe-thing-at-point)
  (lambda () (with-current-buffer "*lsp-help*" (look-text))))

(defun look-highlight ()
  "Highlight the places of what is at point, and give a function that lists them."
  (run-hooks 'post-command-hook)
  (lambda ()
    (seq-filter (lambda (it) (overlay-get it 'lsp-highlight))
                (overlays-in (point-min) (point-max)))))

;; Version 8.0.0 gives a line counted from nought to xref, which counts from one.
(defconst look-line-of-a-person 6
  "The line at which xref finds Tomasz Wrona among the people of all drafts.")

(defun look-complete (wanted)
  "Complete what is before point to WANTED."
  (completion-at-point)
  (save-current-buffer
    (switch-to-completions)
    (goto-char (point-min))
    (re-search-forward (concat "^" (regexp-quote wanted)))
    (goto-char (match-beginning 0))
    (choose-completion)))

(defun look-rename (name)
  "Rename what is at point."
  (fset 'read-string (lambda (&rest _) name))
  (call-interactively #'lsp-rename))

(defun look-format ()
  "Format the draft."
  (lsp-format-buffer))

(defun look-server ()
  "The process of the server."
  (let ((workspace (car (lsp-workspaces))))
    (and workspace (lsp--workspace-proc workspace))))

(defun look-restart-servers ()
  "Have a server that is gone started again."
  ;; It asks, which `look-questions' answers.
  (setq lsp-restart 'interactive))

(defun look-leave ()
  "Have no server started again."
  (setq lsp-restart 'ignore))
