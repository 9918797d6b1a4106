" From a short mention to the full one, every mention, and people in all drafts.
function! s:Define() abort
    call LookPutCursor('Wrona added')
    ALEGoToDefinition
endfunction

function! s:Refer() abort
    call LookPutCursor('Wrona added')
    ALEFindReferences -quickfix
endfunction

function! s:Lines() abort
    return uniq(sort(map(getqflist(), {_, it -> it.lnum}), 'n'))
endfunction

call LookAt([
\   ['findings', {-> LookRules() == g:look_found}, function('s:Define')],
\   ['the first mention', {-> line('.') == 7}, function('s:Refer')],
\   ['every mention', {-> s:Lines() == [7, 9, 11]}],
\])
