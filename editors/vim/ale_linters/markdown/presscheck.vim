call presscheck#DefineLinter('markdown', 'markdown', function('presscheck#Root'))
