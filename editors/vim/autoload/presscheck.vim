" Presscheck for ALE: the linter, which is a language server, and a fixer.

call ale#Set('presscheck_executable', 'presscheck')
call ale#Set('presscheck_options', {})

" The folder of the nearest `presscheck.toml`, else that of the repository, else the file's own.
function! presscheck#Root(buffer) abort
    let l:file = ale#path#FindNearestFile(a:buffer, 'presscheck.toml')
    if !empty(l:file)
        return fnamemodify(l:file, ':h')
    endif
    let l:repository = ale#path#FindNearestDirectory(a:buffer, '.git')
    if !empty(l:repository)
        return fnamemodify(l:repository, ':h:h')
    endif
    return fnamemodify(bufname(a:buffer), ':p:h')
endfunction

" Of TOML files, `presscheck.toml` alone is the server's business.
function! presscheck#RootOfToml(buffer) abort
    let l:name = fnamemodify(bufname(a:buffer), ':p')
    return fnamemodify(l:name, ':t') is# 'presscheck.toml' ? fnamemodify(l:name, ':h') : ''
endfunction

function! presscheck#DefineLinter(filetype, language, Root) abort
    call ale#linter#Define(a:filetype, {
    \   'name': 'presscheck',
    \   'lsp': 'stdio',
    \   'executable': {buffer -> ale#Var(buffer, 'presscheck_executable')},
    \   'command': '%e lsp',
    \   'language': a:language,
    \   'project_root': a:Root,
    \   'initialization_options': {buffer -> ale#Var(buffer, 'presscheck_options')},
    \})
endfunction

" Applies every safe fix: for `g:ale_fixers`.
function! presscheck#AleFix(buffer) abort
    let l:program = ale#Escape(ale#Var(a:buffer, 'presscheck_executable'))
    return {'command': l:program . ' lint --fix --stdin-filename %s -'}
endfunction
