call presscheck#DefineLinter('toml', 'toml', function('presscheck#RootOfToml'))
