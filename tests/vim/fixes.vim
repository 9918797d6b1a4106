" Every safe fix by ALE's fixer, on saving too, and the fix of one finding from ALE's menu.
function! s:Fix() abort
    ALEFix
endfunction

function! s:Act() abort
    call LookPutCursor('Monday 30 October')
    call LookChoose('Make it a Friday')
    ALECodeAction
endfunction

function! s:Save() abort
    let g:ale_fix_on_save = 1
    call LookInsert(5, '🚀 A line of of words.')
    write
endfunction

call LookAt([
\   ['findings', {-> LookRules() == g:look_found}, function('s:Fix')],
\   ['the safe fix behind an emoji', {-> getline(5) =~# '🚢 The school’s programme .* Split, and the'}],
\   ['the other findings', {-> LookRules() == g:look_found[1:]}, function('s:Act')],
\   ['the chosen fix', {-> getline(11) =~# 'on Friday 30 October 2026\. Elina'}],
\   ['one finding', {-> LookRules() == [g:look_found[1]]}, function('s:Save')],
\   ['fixed on saving', {-> get(readfile('draft.txt'), 4, '') ==# '🚀 A line of words.'}],
\])
