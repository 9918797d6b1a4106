" What the rule under the cursor asks for.
function! s:Hover() abort
    call LookPutCursor('Monday 30 October')
    ALEHover
endfunction

" ALE shows a long text in a window of its own, or in a message.
function! s:Shown() abort
    let l:text = execute('messages')
    for l:window in range(1, winnr('$'))
        let l:text .= join(getbufline(winbufnr(l:window), 1, '$'))
    endfor
    return l:text
endfunction

call LookAt([
\   ['findings', {-> LookRules() == g:look_found}, function('s:Hover')],
\   ['the rule', {-> s:Shown() =~# 'The weekday beside a date'}],
\])
