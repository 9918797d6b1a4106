" Another name, in every place.
function! s:Rename() abort
    call LookPutCursor('Wrona added')
    call LookAnswer('Wronski')
    ALERename
endfunction

call LookAt([
\   ['findings', {-> LookRules() == g:look_found}, function('s:Rename')],
\   ['every place', {-> !search('Wrona', 'nw')}],
\   ['with the given name', {-> getline(7) =~# 'IHU Secretary General Tomasz Wronski\.$'}],
\   ['without', {-> getline(9) =~# 'Mr Wronski added\.$'}],
\])
