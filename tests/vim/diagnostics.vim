" Findings with their rules, places and levels; what is typed is checked.
call LookAt([
\   ['findings', {-> LookRules() == g:look_found}],
\   ['levels', {-> map(LookFindings(), {_, it -> it.type}) == ['W', 'E', 'E']}],
\   ['what stands twice', {-> LookFindings()[0].text =~# 'stands twice'}],
\   ['signs', {-> len(sign_getplaced(bufnr(''), {'group': '*'})[0].signs) == 2},
\       {-> LookInsert(5, 'A line of of words.')}],
\   ['a finding in what was typed', {-> LookRules() == ['doubled-word'] + g:look_found},
\       {-> LookDelete(5)}],
\   ['the same as before', {-> LookRules() == g:look_found}],
\])
