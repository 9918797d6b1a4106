" What the scripts share. A sleeping script would starve ALE's own timers: steps are tried by a timer until
" they give something.

let s:seen = []
let s:steps = []
let s:end = 0

function! s:Finish(line) abort
    call add(s:seen, a:line)
    call writefile(s:seen, $LOOK_LOG)
    qall!
endfunction

function! LookFail(reason) abort
    call extend(s:seen, getline(1, '$'))
    call extend(s:seen, split(execute('messages'), "\n"))
    call s:Finish('FAILED: ' . a:reason)
endfunction

" The findings as ALE has them, in the order of the text.
function! LookFindings() abort
    return sort(copy(ale#engine#GetLoclist(bufnr(''))), {a, b -> a.lnum == b.lnum ? a.col - b.col : a.lnum - b.lnum})
endfunction

function! LookRules() abort
    return map(LookFindings(), {_, it -> it.code})
endfunction

" Puts the cursor on the first letter of the words.
function! LookPutCursor(words) abort
    call cursor(1, 1)
    if !search('\V' . escape(a:words, '\'), 'c')
        call LookFail(a:words . ' does not stand in the text')
    endif
endfunction

" Puts a line before the one of that number, or takes it away, as if it had been typed: Vim tells ALE of
" what keys have changed, and not reliably of what a timer has.
function! LookInsert(number, line) abort
    call append(a:number - 1, a:line)
    doautocmd TextChanged
endfunction

function! LookDelete(number) abort
    call deletebufline('', a:number)
    doautocmd TextChanged
endfunction

" Answers the next menu with the entry that has these words in it.
function! LookChoose(words) abort
    let s:choice = a:words
endfunction

" Answers the next question with these words.
function! LookAnswer(words) abort
    let s:answer = a:words
endfunction

" Stands for ALE's question, which a batch Vim cannot answer.
runtime autoload/ale/util.vim
function! ale#util#Input(prompt, ...) abort
    if exists('s:answer')
        return s:answer
    endif
    for l:line in split(a:prompt, "\n")
        if stridx(l:line, s:choice) >= 0
            return matchstr(l:line, '^\d\+')
        endif
    endfor
    call LookFail(s:choice . ' is not among ' . a:prompt)
    return ''
endfunction

function! s:Tick(timer) abort
    try
        if reltimefloat(reltime(s:start)) > 60.0
            call LookFail('waited in vain for: ' . s:steps[0][0] . '; findings: ' . string(LookRules()))
        elseif s:steps[0][1]()
            let l:step = remove(s:steps, 0)
            call add(s:seen, 'seen: ' . l:step[0])
            if len(l:step) > 2
                call l:step[2]()
            endif
            let s:start = reltime()
            if empty(s:steps)
                call s:Finish('DONE')
            endif
        endif
    catch
        call LookFail(v:exception . ' at ' . v:throwpoint)
    endtry
endfunction

" Takes steps, each a name, a condition that is waited for, and what is done then.
function! LookAt(steps) abort
    let s:steps = a:steps
    let s:start = reltime()
    call timer_start(50, function('s:Tick'), {'repeat': -1})
endfunction

let g:look_found = ['doubled-word', 'member-count-conflict', 'weekday-date']
